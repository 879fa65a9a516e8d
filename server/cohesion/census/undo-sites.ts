/** Takes the sites of an import back. */
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/database.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { changesOf } from './import-changes.ts';
import type { KnownSite } from './site-lines.ts';
import { closeSiteTasks } from './site-tasks.ts';

/** Removes sites that the import brought and nobody uses, restores the others; those touched since are kept. */
export async function undoSites(
  { cipher }: Kernel,
  tx: Transaction,
  street: string,
  importId: string,
): Promise<{ kept: number; restored: KnownSite[] }> {
  let kept = 0;
  const restored: KnownSite[] = [];
  for await (const batch of changesOf<KnownSite>(tx, cipher, street, importId, 'site')) {
    const made = batch.flatMap(({ id, before }) => (before === null ? [id] : []));
    const gone = await sql<{ id: string }>`
      delete from sites s where s.street = ${street} and s.id = any(${made}::uuid[])
        and s.updated_at = (select confirmed_at from imports where street = ${street} and id = ${importId})
        and not exists (select from workers w where w.street = s.street and w.main_site = s.id)
        and not exists (select from worker_sites ws where ws.street = s.street and ws.site = s.id)
        and not exists (select from grants g where g.street = s.street and g.site = s.id)
      returning s.id`.execute(tx);
    await closeSiteTasks(
      tx,
      street,
      gone.rows.map(({ id }) => id),
      '导入已撤销',
    );
    kept += made.length - gone.rows.length;
    for (const { id, before } of batch) {
      if (before === null) continue;
      const phone = before.managerPhone && cipher.seal(street, 'sites.manager_phone', before.managerPhone);
      const back = await sql<{ id: string }>`
        update sites set kind = ${before.kind}, brand = ${before.brand}, address = ${before.address},
          lng = ${before.point?.[0] ?? null}, lat = ${before.point?.[1] ?? null}, claimed_community = ${before.claimed},
          manager = ${before.manager}, manager_phone_cipher = ${phone}, community = ${before.community}, grid = ${before.grid},
          flagged = ${before.flagged}, reason = ${before.reason}, evidence = ${JSON.stringify(before.evidence)}::jsonb,
          updated_at = ${before.updatedAt}::timestamptz
        where street = ${street} and id = ${id}
          and updated_at = (select confirmed_at from imports where street = ${street} and id = ${importId})
        returning id`.execute(tx);
      if (back.rows.length > 0) restored.push(before);
      else kept += 1;
    }
  }
  return { kept, restored };
}
