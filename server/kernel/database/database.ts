// The one way to the data: every statement runs inside a transaction that entered as somebody, in one street.
import type { CompiledQuery } from 'kysely';
import pg from 'pg';
import { type Actor, type Entry, enterQuery } from './entry.ts';
import { type StatementResult, sendTogether } from './pipeline.ts';
import type { Transaction } from './schema.ts';
import { transactionOver } from './transaction.ts';

export type { Actor, Entry } from './entry.ts';
export type { Transaction } from './schema.ts';

/** What one statement of a batch gave: its rows, and how many rows it returned or changed. */
export type BatchResult<Row> = { readonly rows: Row[]; readonly count: number };

type BatchResults<Queries extends readonly CompiledQuery<unknown>[]> = {
  [Index in keyof Queries]: BatchResult<Queries[Index] extends CompiledQuery<infer Row> ? Row : never>;
};

export type TransactionOptions = {
  /** Longest a single statement may take, in milliseconds (default 15,000). */
  readonly statementTimeout?: number;
};

/** The database as the app's role `nuanxin_app` sees it. */
export type Db = {
  /**
   * Enters and runs the statements in ONE round trip, as one transaction. Throws the database's error when the
   * entry (28000 no session, 42501 no role) or a statement fails; nothing of the batch remains then.
   */
  batch<const Queries extends readonly CompiledQuery<unknown>[]>(
    entry: Entry,
    queries: Queries,
  ): Promise<{ actor: Actor; results: BatchResults<Queries> }>;
  /**
   * Enters, runs `work` and commits; an error from `work` rolls everything back. When the database asks to try
   * again (deadlock, serialization) `work` runs anew, at most three times, so it must not act outside `tx`.
   */
  transaction<Result>(
    entry: Entry,
    work: (tx: Transaction, actor: Actor) => Promise<Result>,
    options?: TransactionOptions,
  ): Promise<Result>;
  /** Waits for connections in use and closes them all. */
  close(): Promise<void>;
};

/** Wraps a pool of connections that are signed in as `nuanxin_app`. */
export function databaseOver(pool: pg.Pool): Db {
  return {
    batch: (entry, queries) =>
      tryAgain(() =>
        withClient(pool, async (client) => {
          const [entered, ...results] = await entering(sendTogether(client, [enterQuery(entry), ...queries]));
          return { actor: actorOf(entered), results: results as never };
        }),
      ),
    transaction: (entry, work, options = {}) =>
      tryAgain(() =>
        withClient(pool, async (client) => {
          try {
            const [, entered] = await entering(sendTogether(client, opening(entry, options)), 1);
            const actor = actorOf(entered);
            const result = await work(transactionOver(client), actor);
            await commit(client);
            return result;
          } catch (error) {
            if (!isConnectionError(error)) await sendTogether(client, [rollback]);
            throw error;
          }
        }),
      ),
    close: () => pool.end(),
  };
}

/** True when the entry itself was refused (no session, no role), not something done after it. */
export function isRefusedEntry(error: unknown): boolean {
  return error instanceof pg.DatabaseError && 'entering' in error;
}

const begin = { sql: 'begin', parameters: [] };
const rollback = { sql: 'rollback', parameters: [] };
const limit = "select set_config('statement_timeout', $1, true)";

function opening(entry: Entry, options: TransactionOptions) {
  const timed = options.statementTimeout
    ? [{ sql: limit, parameters: [String(options.statementTimeout)] }]
    : [];
  return [begin, enterQuery(entry), ...timed];
}

/** A failed statement whose error was swallowed turns PostgreSQL's commit into a rollback: that must be heard. */
async function commit(client: pg.ClientBase): Promise<void> {
  const [done] = await sendTogether(client, [{ sql: 'commit', parameters: [] }]);
  if (done?.command !== 'COMMIT') throw new Error('a statement had failed and its error was not passed on');
}

async function entering(sent: Promise<StatementResult[]>, position = 0): Promise<StatementResult[]> {
  try {
    return await sent;
  } catch (error) {
    if (error instanceof pg.DatabaseError && 'statement' in error && error.statement === position) {
      Object.assign(error, { entering: true });
    }
    throw error;
  }
}

function actorOf(entered: StatementResult | undefined): Actor {
  return entered?.rows[0]?.actor as Actor;
}

async function withClient<Result>(
  pool: pg.Pool,
  use: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  // A connection lost while in use is told to the query that waits; the event itself must find a listener.
  const lost = () => {};
  client.on('error', lost);
  let broken: Error | undefined;
  try {
    return await use(client);
  } catch (error) {
    if (isConnectionError(error)) broken = error as Error;
    throw error;
  } finally {
    client.removeListener('error', lost);
    client.release(broken);
  }
}

/** Errors after which the state of the connection is unknown: it is thrown away. */
function isConnectionError(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return error.severity === 'FATAL' || error.severity === 'PANIC';
  return (
    error instanceof Error &&
    /^(Connection terminated|Client |read E|write E|This socket)/.test(error.message)
  );
}

const askedToTryAgain = new Set(['40001', '40P01']);
const mostTries = 3;

async function tryAgain<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const passing = error instanceof pg.DatabaseError && askedToTryAgain.has(error.code ?? '');
      if (!passing || tries === mostTries) throw error;
    }
  }
}
