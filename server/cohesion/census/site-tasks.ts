/** A site that belongs nowhere is a task for the street until it is located. */
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/database.ts';
import { newId } from '../../kernel/database/id.ts';

const kind = 'unassigned_site';

/** Opens a task for each site that has none open. */
export async function openSiteTasks(
  tx: Transaction,
  street: string,
  sites: readonly string[],
): Promise<void> {
  if (sites.length === 0) return;
  await sql`
    insert into tasks (street, id, kind, subject_kind, subject)
    select ${street}, given.id, ${kind}, 'site', given.site
    from unnest(${sites.map(() => newId())}::uuid[], ${[...sites]}::uuid[]) as given(id, site)
    where not exists (select from tasks t where t.street = ${street} and t.kind = ${kind} and t.subject = given.site
      and t.done_at is null)`.execute(tx);
}

/** Closes the tasks of sites that belong somewhere now, or are gone. */
export async function closeSiteTasks(
  tx: Transaction,
  street: string,
  sites: readonly string[],
  outcome: string,
): Promise<void> {
  if (sites.length === 0) return;
  await tx
    .updateTable('tasks')
    .set({ done_at: sql`now()`, outcome })
    .where('street', '=', street)
    .where('kind', '=', kind)
    .where('subject', 'in', [...sites])
    .where('done_at', 'is', null)
    .execute();
}
