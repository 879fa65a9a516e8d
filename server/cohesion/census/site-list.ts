/** Work sites as staff read them: what the list claims, what the point says, how many people. */
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { areaNames, currentAreas } from '../../kernel/divisions/areas.ts';
import { whyAssigned } from '../registration/index.ts';
import type { SiteList } from './contract.ts';

/** Every site of the street, by name (hundreds at most). */
export async function siteList(tx: Transaction, actor: Actor): Promise<SiteList> {
  const names = areaNames(await currentAreas(tx, actor.street));
  const nameOf = (code: string) => names.get(code) ?? code;
  const named = (code: string | null) => (code ? { code, name: nameOf(code) } : null);
  const rows = await tx
    .selectFrom('sites')
    .leftJoin('workers', (join) =>
      join
        .onRef('workers.street', '=', 'sites.street')
        .onRef('workers.main_site', '=', 'sites.id')
        .on('workers.state', '<>', 'left'),
    )
    .select(({ fn }) => [
      'sites.id',
      'sites.name',
      'sites.kind',
      'sites.brand',
      'sites.address',
      'sites.lng',
      'sites.lat',
      'sites.manager',
      'sites.state',
      'sites.community',
      'sites.grid',
      'sites.claimed_community',
      'sites.flagged',
      'sites.reason',
      'sites.evidence',
      fn.count<number>('workers.id').as('workers'),
    ])
    .where('sites.street', '=', actor.street)
    .groupBy(['sites.street', 'sites.id'])
    .orderBy('sites.name_key')
    .limit(2000)
    .execute();
  return {
    sites: rows.map((row) => ({
      id: row.id,
      name: row.name,
      kind: row.kind,
      brand: row.brand,
      address: row.address,
      point: row.lng !== null && row.lat !== null ? { lng: row.lng, lat: row.lat } : null,
      manager: row.manager,
      state: row.state,
      workers: row.workers,
      community: named(row.community),
      grid: named(row.grid),
      claimed: named(row.claimed_community),
      disagrees:
        row.claimed_community !== null && row.lng !== null && row.community !== row.claimed_community,
      flagged: row.flagged,
      reason: row.reason,
      why: whyAssigned(row.reason, row.evidence, nameOf),
    })),
  };
}
