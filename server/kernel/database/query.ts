// Builds typed SQL without running it: what db.batch sends. Running goes through db.batch and db.transaction
// alone, since a query outside of them has no street and would see nothing.
import {
  CompiledQuery,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import type { DB } from './schema.generated.ts';
import type { Transaction } from './schema.ts';

/** A Kysely over `driver`, in PostgreSQL's dialect. */
export function kyselyOver(driver: Driver): Transaction {
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

const refuses = async () => {
  throw new Error('build with query, then run with db.batch or db.transaction');
};

/**
 * The query builder: `query.selectFrom('reports').select('id').compile()`. It cannot execute.
 */
export const query: Transaction = kyselyOver({
  init: async () => {},
  destroy: async () => {},
  acquireConnection: refuses,
  beginTransaction: refuses,
  commitTransaction: refuses,
  rollbackTransaction: refuses,
  releaseConnection: async () => {},
});

/** A statement written as SQL; `Row` is what the caller knows of its columns. */
export function rawQuery<Row>(sql: string, parameters: readonly unknown[] = []): CompiledQuery<Row> {
  return CompiledQuery.raw(sql, [...parameters]) as CompiledQuery<Row>;
}
