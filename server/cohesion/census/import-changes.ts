/** What a confirmed import changed, row by row, encrypted: what undoing it needs. */
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/database.ts';
import type { Cipher } from '../../kernel/privacy/cipher.ts';

export type ChangedKind = 'site' | 'worker' | 'worker_site' | 'assignment' | 'area';

export interface ImportChange {
  readonly changed: ChangedKind;
  readonly id: string;
  /** how the row was; null when the import made it */
  readonly before: unknown;
}

const column = 'import_changes.before';

/** Collects the changes of one import inside its transaction and numbers them. */
export interface ChangeLog {
  keep(changes: readonly ImportChange[]): Promise<void>;
}

export function changeLog(tx: Transaction, cipher: Cipher, street: string, importId: string): ChangeLog {
  let seq = 0;
  return {
    async keep(changes) {
      if (changes.length === 0) return;
      const first = seq;
      seq += changes.length;
      await sql`
        insert into import_changes (street, import, seq, changed, id, before_cipher)
        select ${street}, ${importId}::uuid, given.* from unnest(
          ${changes.map((_, at) => first + at)}::int[], ${changes.map(({ changed }) => changed)}::text[],
          ${changes.map(({ id }) => id)}::text[],
          ${changes.map(({ before }) => (before === null ? null : cipher.seal(street, column, JSON.stringify(before))))}::bytea[]) as given`.execute(
        tx,
      );
    },
  };
}

/** Changes of one kind in the order in which they were made, in batches. */
export async function* changesOf<Before>(
  tx: Transaction,
  cipher: Cipher,
  street: string,
  importId: string,
  kind: ChangedKind,
): AsyncGenerator<{ id: string; before: Before | null }[], void, undefined> {
  let after = -1;
  for (;;) {
    const rows = await tx
      .selectFrom('import_changes')
      .select(['seq', 'id', 'before_cipher'])
      .where('street', '=', street)
      .where('import', '=', importId)
      .where('changed', '=', kind)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(1000)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map((row) => ({
      id: row.id,
      before: row.before_cipher
        ? (JSON.parse(cipher.open(street, column, row.before_cipher)) as Before)
        : null,
    }));
    after = last.seq;
  }
}
