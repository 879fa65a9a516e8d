/** Confirms a site list: sites are found by the key of their name, moved ones take their people along. */
import { sql } from 'kysely';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { newId } from '../../kernel/database/id.ts';
import { currentAreas } from '../../kernel/divisions/areas.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { moveSites, placing, type SitePlacing } from './affected.ts';
import { changeLog } from './import-changes.ts';
import { eachBatch, rewriteLine } from './import-lines.ts';
import { type KnownSite, siteChanges, sitesByKey } from './site-lines.ts';
import { siteKey } from './sitenames.ts';

/** How a site was before an import. */
export type SiteBefore = KnownSite;

/** Writes all sites of the import and reassigns whom that moves. */
export async function writeSites(
  kernel: Kernel,
  tx: Transaction,
  actor: Actor,
  importId: string,
  onProgress: (rows: number) => void,
): Promise<void> {
  const { cipher } = kernel;
  const { street } = actor;
  const log = changeLog(tx, cipher, street, importId);
  const areas = await currentAreas(tx, street);
  const known = await sitesByKey(tx, cipher, street);
  let rows = 0;
  const outcomes = ['new', 'changed', 'unchanged'] as const;
  for await (const lines of eachBatch(tx, cipher, street, importId, { outcomes })) {
    const rowsGiven = [];
    const placings: SitePlacing[] = [];
    const before: (SiteBefore & { key: string })[] = [];
    const made: string[] = [];
    for (const line of lines) {
      const place = line.body.place;
      if (!place) continue;
      const { entry } = place;
      const key = siteKey(entry.name);
      const old = known.get(key);
      const changes = old ? siteChanges(old, place) : [];
      const outcome = old ? (changes.length > 0 ? 'changed' : 'unchanged') : 'new';
      if (outcome !== line.outcome)
        await rewriteLine(tx, cipher, street, importId, {
          ...line,
          outcome,
          body: { ...line.body, changes },
        });
      const id = old?.id ?? newId();
      const site = {
        id,
        point: place.point ?? old?.point ?? null,
        claimed: place.claimed ?? old?.claimed ?? null,
        address: entry.address ?? old?.address ?? null,
      };
      if (outcome !== 'unchanged') {
        const phone = entry.phone ?? old?.managerPhone ?? null;
        rowsGiven.push({
          id,
          name: entry.name.slice(0, 80),
          name_key: key,
          kind: entry.kind === 'other' && old ? old.kind : entry.kind,
          brand: entry.brand ?? old?.brand ?? null,
          address: site.address,
          lng: site.point?.[0] ?? null,
          lat: site.point?.[1] ?? null,
          claimed: site.claimed,
          manager: entry.manager ?? old?.manager ?? null,
          phone: phone && cipher.seal(street, 'sites.manager_phone', phone).toString('hex'),
        });
        if (old) before.push({ ...old, key });
        else made.push(id);
      }
      const to = placing(site, areas);
      const stays =
        old &&
        to.community === old.community &&
        to.grid === old.grid &&
        to.reason === old.reason &&
        to.flagged === old.flagged;
      if (!stays) {
        placings.push(to);
        if (old && outcome === 'unchanged') before.push({ ...old, key });
      }
    }
    await upsert(tx, street, importId, rowsGiven);
    await log.keep([
      ...made.map((id) => ({ changed: 'site' as const, id, before: null })),
      ...before.map((one) => ({ changed: 'site' as const, id: one.id, before: one })),
    ]);
    await moveSites(tx, actor, placings, log);
    rows += lines.length;
    onProgress(rows);
  }
}

async function upsert(tx: Transaction, street: string, importId: string, rows: readonly object[]) {
  if (rows.length === 0) return;
  await sql`
    insert into sites (street, id, name, name_key, kind, brand, address, lng, lat, claimed_community, manager,
      manager_phone_cipher, import)
    select ${street}, id, name, name_key, kind, brand, address, lng, lat, claimed, manager, decode(phone, 'hex'), ${importId}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(id uuid, name text, name_key text, kind text, brand text,
      address text, lng double precision, lat double precision, claimed text, manager text, phone text)
    on conflict (street, id) do update set kind = excluded.kind, brand = excluded.brand, address = excluded.address,
      lng = excluded.lng, lat = excluded.lat, claimed_community = excluded.claimed_community, manager = excluded.manager,
      manager_phone_cipher = excluded.manager_phone_cipher, updated_at = now()`.execute(tx);
}
