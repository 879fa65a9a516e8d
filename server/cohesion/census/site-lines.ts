/** A site list compared with the sites of the ledger: what a confirmation would write. */
import type { Transaction } from '../../kernel/database/database.ts';
import type { Cipher } from '../../kernel/privacy/cipher.ts';
import type { Change, LineBody, NewLine } from './import-lines.ts';
import type { ImportPreview } from './preview.ts';
import { siteKey } from './sitenames.ts';

/** A site of the ledger with everything that an import may change. */
export interface KnownSite {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly brand: string | null;
  readonly address: string | null;
  readonly point: readonly [number, number] | null;
  readonly claimed: string | null;
  readonly manager: string | null;
  readonly managerPhone: string | null;
  readonly community: string | null;
  readonly grid: string | null;
  readonly flagged: boolean;
  readonly reason: string;
  readonly evidence: unknown;
  /** As the database writes it, exact to the microsecond. */
  readonly updatedAt: string;
}

/** All sites of a street by the key of their name. */
export async function sitesByKey(
  tx: Transaction,
  cipher: Cipher,
  street: string,
): Promise<Map<string, KnownSite>> {
  const rows = await tx
    .selectFrom('sites')
    .selectAll()
    .select(({ cast }) => cast<string>('updated_at', 'text').as('updated_text'))
    .where('street', '=', street)
    .execute();
  return new Map(
    rows.map((row) => [
      row.name_key,
      {
        id: row.id,
        name: row.name,
        kind: row.kind,
        brand: row.brand,
        address: row.address,
        point: row.lng !== null && row.lat !== null ? [row.lng, row.lat] : null,
        claimed: row.claimed_community,
        manager: row.manager,
        managerPhone: row.manager_phone_cipher
          ? cipher.open(street, 'sites.manager_phone', row.manager_phone_cipher)
          : null,
        community: row.community,
        grid: row.grid,
        flagged: row.flagged,
        reason: row.reason,
        evidence: row.evidence,
        updatedAt: row.updated_text,
      },
    ]),
  );
}

/** Two points nearer than this (degrees, some centimetres) are one point, written again. */
const samePoint = 5e-7;

/** What a list says differently of a site; a blank cell changes nothing. */
export function siteChanges(
  known: KnownSite,
  { entry, point, claimed }: NonNullable<LineBody['place']>,
): Change[] {
  const changes: Change[] = [];
  const say = (field: string, from: string | null, to: string | null) => {
    if (to !== null && to !== from) changes.push({ field, from, to });
  };
  say('kind', known.kind, entry.kind === 'other' ? null : entry.kind);
  say('brand', known.brand, entry.brand);
  say('address', known.address, entry.address);
  say('claimed', known.claimed, claimed);
  say('manager', known.manager, entry.manager);
  say('phone', masked(known.managerPhone), known.managerPhone === entry.phone ? null : masked(entry.phone));
  const at = known.point;
  const moved =
    point && (!at || Math.abs(at[0] - point[0]) > samePoint || Math.abs(at[1] - point[1]) > samePoint);
  if (moved) say('point', at ? degrees(at) : null, degrees(point));
  return changes;
}

const masked = (phone: string | null) => phone && `${phone.slice(0, 3)}****${phone.slice(-4)}`;
const degrees = ([lng, lat]: readonly [number, number]) => `${lng.toFixed(6)}, ${lat.toFixed(6)}`;

/** Lines of a site list; `placeName` names where a site would belong. */
export function siteLines(
  preview: ImportPreview,
  known: ReadonlyMap<string, KnownSite>,
  placeName: (community: string | null, grid: string | null) => string | null,
): NewLine[] {
  const placed = preview.sites.map(({ entry, point, claimed, assignment }): Omit<NewLine, 'line'> => {
    const place = { entry, point, claimed };
    const before = known.get(siteKey(entry.name));
    const changes = before ? siteChanges(before, place) : [];
    return {
      outcome: before ? (changes.length > 0 ? 'changed' : 'unchanged') : 'new',
      sheet: entry.sheet,
      row: entry.row,
      body: {
        name: entry.name,
        site: placeName(assignment.community, assignment.grid),
        changes,
        place,
      },
    };
  });
  const rejected = preview.sitesRejected.map(
    (one): Omit<NewLine, 'line'> => ({
      outcome: one.reason === 'duplicate' ? 'duplicate' : 'rejected',
      sheet: one.sheet,
      row: one.row,
      body: {
        name: one.reason === 'duplicate' ? one.value : '',
        column: one.column,
        value: one.value,
        reason: one.reason,
      },
    }),
  );
  const order = new Map(preview.siteSheets.map(({ sheet }, at) => [sheet.name, at]));
  return [...placed, ...rejected]
    .sort((a, b) => (order.get(a.sheet) ?? 0) - (order.get(b.sheet) ?? 0) || a.row - b.row)
    .map((line, at) => ({ ...line, line: at + 1 }));
}
