import pg from 'pg';

/**
 * A pool of connections: at most `most` at once, 15 s for a statement, 60 s for a transaction that does nothing,
 * 10 s of waiting for a free connection. A connection that is lost while idle is replaced at the next use.
 */
export function openPool(reach: pg.ClientConfig, most: number): pg.Pool {
  const pool = new pg.Pool({
    ...reach,
    max: most,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'nuanxin',
    keepAlive: true,
  });
  pool.on('error', () => {});
  // A connection that breaks in the moment in which it is handed out has no other listener, and would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
