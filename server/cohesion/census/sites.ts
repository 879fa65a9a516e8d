/** Site lists: each row a work site with its kind, brand, claimed community and raw coordinates. */
import { type Datum, datumNamedIn } from '../../kernel/divisions/datum.ts';
import type { Point } from '../../kernel/divisions/geometry.ts';
import { columnOf, findColumns, type HandMapping, type Layout } from './columns.ts';
import { coordinatesOf } from './coordinates.ts';
import { findHeader, layoutSignature, repeatsHeader } from './header.ts';
import { rowWithoutIdentity } from './identity.ts';
import type { Meaning } from './meanings.ts';
import { nameOf, phoneOf, phonesIn, plainText, saysNothing } from './normalise.ts';
import type { Place } from './roster.ts';
import { isTotalOrNote } from './rows.ts';
import { siteKey } from './sitenames.ts';
import type { ReadOptions, Row, Sheet, Workbook } from './table.ts';
import { type Brand, brandOf, type SiteKind, siteKindOf } from './vocabulary.ts';

/** A site as one row says it; coordinates are in the datum of the file. */
export type SiteEntry = Place & {
  readonly name: string;
  readonly kind: SiteKind;
  readonly brand: Brand | null;
  readonly address: string | null;
  readonly coordinates: Point | null;
  /** Community as written, or the grid when the list only names that. */
  readonly claim: string | null;
  readonly manager: string | null;
  readonly phone: string | null;
  readonly note: string | null;
};

export type SiteRejectReason = 'name' | 'duplicate' | 'point' | 'phone';

/** A row or a cell of a site list that could not be used. For `point` and `phone` the site itself is kept without it. */
export type RejectedSite = Place & {
  readonly column: string;
  readonly value: string;
  readonly reason: SiteRejectReason;
};

/** What was found out about one sheet of a site list; `rows` are sites read from it. */
export type SiteSheet = {
  readonly sheet: Sheet;
  readonly layout: Layout;
  readonly readable: boolean;
  readonly headerRow: number | null;
  readonly rows: number;
};

export type SitesRead = {
  readonly sites: readonly SiteEntry[];
  readonly rejected: readonly RejectedSite[];
  readonly sheets: readonly SiteSheet[];
  /** Datum that a header or a title names, or null. */
  readonly datum: Datum | null;
};

export type SitesOptions = ReadOptions & {
  readonly file: string;
  readonly mappings?: Readonly<Record<string, HandMapping>>;
  /** Whether a sheet is taken; visible ones are unless this says otherwise. */
  readonly ticked?: (sheet: Sheet) => boolean;
};

/** A site list has hundreds of rows at most; more are not read. */
const MOST_SITES = 20_000;

/** Reads the ticked sheets of a site list. */
export async function readSites(workbook: Workbook, options: SitesOptions): Promise<SitesRead> {
  const sites: SiteEntry[] = [];
  const rejected: RejectedSite[] = [];
  const sheets: SiteSheet[] = [];
  const seen = new Set<string>();
  let datum: Datum | null = null;
  const ticked = options.ticked ?? (({ hidden }: Sheet) => !hidden);
  for (const sheet of workbook.sheets.filter(ticked)) {
    const rows: Row[] = [];
    for await (const row of workbook.rows(sheet, options)) {
      if (rows.length < MOST_SITES) rows.push(rowWithoutIdentity(row).row);
    }
    const header = findHeader(rows, 'sites');
    const body = rows.filter(({ row }) => header.last === null || row > header.last);
    const hand = options.mappings?.[layoutSignature(header)] ?? options.mappings?.[sheet.name];
    const layout = findColumns(header, body, 'sites', hand);
    const readable = columnOf(layout, 'site') >= 0;
    const before = sites.length;
    if (readable) {
      datum ??= datumOf(rows.slice(0, rows.length - body.length), body, layout);
      for (const row of body) {
        if (isTotalOrNote(row) || repeatsHeader(row, header, 'sites')) continue;
        readSite(row, layout, { file: options.file, sheet: sheet.name, row: row.row }, seen, sites, rejected);
      }
    }
    sheets.push({ sheet, layout, readable, headerRow: header.last, rows: sites.length - before });
  }
  return { sites, rejected, sheets, datum };
}

/** The datum named in the header of a coordinate column, else in a title above or a note below. */
function datumOf(head: readonly Row[], body: readonly Row[], layout: Layout): Datum | null {
  const places: readonly Meaning[] = ['longitude', 'latitude', 'coordinates'];
  for (const { meaning, title, column } of layout.columns) {
    if (!meaning || !places.includes(meaning)) continue;
    const texts = [title, ...head.map(({ cells }) => cells[column]?.text ?? '')];
    const named = texts.map(datumNamedIn).find((one) => one !== null);
    if (named) return named;
  }
  const around = [...head, ...body.filter(isTotalOrNote)].flatMap(({ cells }) =>
    cells.map((cell) => cell?.text ?? ''),
  );
  return (
    around
      .filter((text) => /坐标|经纬|datum/i.test(text))
      .map(datumNamedIn)
      .find((one) => one !== null) ?? null
  );
}

function readSite(
  row: Row,
  layout: Layout,
  place: Place,
  seen: Set<string>,
  sites: SiteEntry[],
  rejected: RejectedSite[],
): void {
  const raw = (meaning: Meaning): string => {
    const cell = row.cells[columnOf(layout, meaning)];
    return !cell || cell.spread === 'across' ? '' : cell.text.replace(/\s+/g, ' ').trim();
  };
  const text = (meaning: Meaning) => (saysNothing(raw(meaning)) ? '' : raw(meaning));
  const refuse = (meaning: Meaning, value: string, reason: SiteRejectReason) => {
    const column = layout.columns[columnOf(layout, meaning)];
    rejected.push({ ...place, column: column?.title || column?.letters || '', value, reason });
  };
  const name = text('site');
  if (name === '') {
    const others = [...row.cells].filter(
      (cell) => cell && !cell.spread && !/^\d{1,4}$/.test(cell.text),
    ).length;
    if (others > 0) refuse('site', raw('site'), 'name');
    return;
  }
  const key = siteKey(name);
  if (key === '' || seen.has(key)) {
    refuse('site', name, key === '' ? 'name' : 'duplicate');
    return;
  }
  seen.add(key);
  const both = raw('coordinates');
  const [lng, lat] = [raw('longitude'), raw('latitude')];
  const coordinates =
    lng || lat ? (lng && lat ? coordinatesOf(lng, lat) : null) : both ? coordinatesOf(both) : null;
  if (!coordinates && [lng, lat, both].some((value) => !saysNothing(value)))
    refuse(both ? 'coordinates' : 'longitude', both || `${lng},${lat}`, 'point');
  const combined = text('managerAndPhone');
  const phoneText = text('phone') || combined;
  const phoneCell = row.cells[columnOf(layout, 'phone')];
  const phone = phoneOf(text('phone') ? phoneCell : combined ? { text: combined } : undefined);
  if (!phone.ok && text('phone') !== '' && !/^\(?0\d{2,3}\)?[-\s]?\d{7,8}/.test(plainText(phoneText)))
    refuse('phone', phoneText, 'phone');
  const manager = nameOf(
    text('manager') || (phonesIn(combined).length > 0 || !/\d/.test(combined) ? combined : ''),
  );
  const brandText = text('brand');
  const brand = brandOf(brandText) ?? brandOf(name) ?? (brandText ? 'other' : null);
  sites.push({
    ...place,
    name,
    kind: siteKindOf(text('kind'), name, brand),
    brand,
    address: text('address') || null,
    coordinates,
    claim: text('community') || text('grid') || null,
    manager: manager.ok ? manager.name : null,
    phone: phone.ok ? phone.phone : null,
    note: text('note') || null,
  });
}
