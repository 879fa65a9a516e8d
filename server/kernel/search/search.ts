/** Rows of `search_tokens`: written by whoever owns the thing, looked up as an index range. */
import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../database/database.ts';

/** Replaces what a thing can be found by. */
export async function indexTokens(
  tx: Transaction,
  street: string,
  kind: string,
  id: string,
  tokens: readonly string[],
): Promise<void> {
  await tx
    .deleteFrom('search_tokens')
    .where('street', '=', street)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .execute();
  if (!tokens.length) return;
  await tx
    .insertInto('search_tokens')
    .values([...new Set(tokens)].map((token) => ({ street, kind, token, id })))
    .execute();
}

/** Ids of things with a token in the range, for a `where id in (…)`. */
export function idsInRange(
  street: string,
  kind: string,
  range: { from: string; before: string },
): RawBuilder<string> {
  return sql<string>`(select id from search_tokens where street = ${street} and kind = ${kind} and token >= ${range.from} and token < ${range.before})`;
}
