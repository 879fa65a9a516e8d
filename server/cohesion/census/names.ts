/** The name of a worker, for pages of other features that may show it. */
import type { Transaction } from '../../kernel/database/database.ts';

/** Null when there is no such worker. */
export async function nameOfWorker(tx: Transaction, street: string, id: string): Promise<string | null> {
  const row = await tx
    .selectFrom('workers')
    .select('name')
    .where('street', '=', street)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.name ?? null;
}
