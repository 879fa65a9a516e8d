/** What other features may ask of reports. */
import type { Transaction } from '../../kernel/database/database.ts';

/** How many reports a worker has under way. */
export async function openReportsOf(tx: Transaction, street: string, worker: string): Promise<number> {
  const row = await tx
    .selectFrom('reports')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('street', '=', street)
    .where('reporter', '=', worker)
    .where('state', 'in', ['submitted', 'accepted', 'dispatched', 'handling', 'handled'])
    .executeTakeFirstOrThrow();
  return row.n;
}

/** How many reports a worker has filed in all. */
export async function reportsBy(tx: Transaction, street: string, worker: string): Promise<number> {
  const row = await tx
    .selectFrom('reports')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('street', '=', street)
    .where('reporter', '=', worker)
    .executeTakeFirstOrThrow();
  return row.n;
}
