// Kysely over one connection whose transaction is already open.
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type pg from 'pg';
import { sendTogether } from './pipeline.ts';
import { kyselyOver } from './query.ts';
import type { Transaction } from './schema.ts';

/** The open transaction of `client` as a Kysely; it cannot begin another one inside. */
export function transactionOver(client: pg.ClientBase): Transaction {
  const connection: DatabaseConnection = {
    async executeQuery<Row>(compiled: CompiledQuery): Promise<QueryResult<Row>> {
      const [result] = await sendTogether(client, [compiled]);
      return { rows: (result?.rows ?? []) as Row[], numAffectedRows: BigInt(result?.count ?? 0) };
    },
    streamQuery() {
      throw new Error('a transaction does not stream');
    },
  };
  const nested = async () => {
    throw new Error('a transaction is open already');
  };
  return kyselyOver({
    init: async () => {},
    destroy: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    beginTransaction: nested,
    commitTransaction: nested,
    rollbackTransaction: nested,
  });
}
