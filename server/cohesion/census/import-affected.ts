/** Whom a boundary import moves: before it is confirmed as it would be, afterwards as it was. */
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/database.ts';
import { areaNames, currentAreas } from '../../kernel/divisions/areas.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { affectedBy, movedSites } from './affected.ts';
import { areasAfter } from './area-lines.ts';
import type { Affected } from './contract.ts';
import { importById } from './import-record.ts';
import { sitesByKey } from './site-lines.ts';
import { areaLinesOf } from './write-areas.ts';

/** Everybody whose community or grid changes with the import. Throws `no_such_import`. */
export async function affectedByImport(
  kernel: Kernel,
  tx: Transaction,
  street: string,
  id: string,
): Promise<Affected> {
  const record = await importById(tx, street, id);
  if (record.state === 'confirmed') return { done: true, affected: await movedBy(tx, street, id) };
  if (record.kind !== 'areas' || record.state !== 'previewed') return { done: false, affected: [] };
  const present = await currentAreas(tx, street);
  const after = areasAfter(present, await areaLinesOf(kernel, tx, street, id));
  const sites = await sitesByKey(tx, kernel.cipher, street);
  const moved = movedSites(sites.values(), after);
  const both = {
    communities: [...present.communities, ...after.communities],
    grids: [...present.grids, ...after.grids],
  };
  return { done: false, affected: await affectedBy(tx, street, moved, both) };
}

interface Moved {
  worker: string;
  name: string;
  site: string | null;
  from_community: string | null;
  from_grid: string | null;
  community: string | null;
  grid: string | null;
}

async function movedBy(tx: Transaction, street: string, id: string): Promise<Affected['affected']> {
  const { rows } = await sql<Moved>`
    select w.id as worker, w.name, s.name as site, old.community as from_community, old.grid as from_grid,
      a.community, a.grid
    from imports i join assignments a on a.street = i.street and a.since = i.confirmed_at
    join assignments old on old.street = a.street and old.worker = a.worker and old.until = i.confirmed_at
    join workers w on w.street = a.street and w.id = a.worker
    left join sites s on s.street = w.street and s.id = w.main_site
    where i.street = ${street} and i.id = ${id}
      and (old.community is distinct from a.community or old.grid is distinct from a.grid)
    order by s.name_key, w.name_sort, w.id`.execute(tx);
  const names = areaNames(await currentAreas(tx, street));
  const named = (code: string | null) => (code ? { code, name: names.get(code) ?? code } : null);
  return rows.map((row) => ({
    worker: row.worker,
    name: row.name,
    site: row.site,
    from: { community: named(row.from_community), grid: named(row.from_grid) },
    to: { community: named(row.community), grid: named(row.grid) },
    overridden: false,
  }));
}
