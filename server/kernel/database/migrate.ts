// Brings a database to the state that this release expects: the .sql files of database/migrations in order, each
// in its own transaction and recorded with its checksum. Several processes may do so at once.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { refusal } from '../config/refusal.ts';

/** The migrations that come with this release. */
export const migrationsDir = join(import.meta.dirname, '../../../database/migrations');

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

const oldestServer = 15;
/** Any fixed number: processes that migrate the same database wait for each other under it. */
const advisoryLock = 140_213_066;

/**
 * Applies what is missing and returns the names applied. `client` is signed in as the owner. Throws refusals
 * `server_too_old`, `database_newer` and `migration_changed`; a failing migration leaves those before it in place.
 */
export async function migrate(client: pg.ClientBase, directory: string = migrationsDir): Promise<string[]> {
  await checkServer(client);
  const migrations = readMigrations(directory);
  await client.query('select pg_advisory_lock($1)', [advisoryLock]);
  try {
    await client.query(`create table if not exists migrations (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
    await client.query('grant select on migrations to nuanxin_app');
    const known = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from migrations',
    );
    checkHistory(migrations, known.rows);
    const applied = new Set(known.rows.map((row) => row.name));
    const missing = migrations.filter((migration) => !applied.has(migration.name));
    for (const migration of missing) await apply(client, migration);
    return missing.map((migration) => migration.name);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [advisoryLock]);
  }
}

/** Whether the database was ever migrated: then its keys must exist. */
export async function isMigrated(client: pg.ClientBase): Promise<boolean> {
  const found = await client.query<{ found: boolean }>(
    "select to_regclass('migrations') is not null as found",
  );
  return found.rows[0]?.found === true;
}

async function checkServer(client: pg.ClientBase): Promise<void> {
  const asked = await client.query<{ version: string }>(
    "select current_setting('server_version') as version",
  );
  const version = asked.rows[0]?.version ?? '0';
  if (Number.parseInt(version, 10) >= oldestServer) return;
  throw refusal(
    'server_too_old',
    `数据库是 PostgreSQL ${version}，需要 ${oldestServer} 或更新：请升级数据库，或不设 DATABASE_URL 使用自带数据库。`,
    `The database is PostgreSQL ${version} and ${oldestServer} or newer is needed: upgrade it, or leave DATABASE_URL unset to use the embedded one.`,
  );
}

function readMigrations(directory: string): Migration[] {
  const names = readdirSync(directory).filter((name) => name.endsWith('.sql'));
  return names.sort().map((name) => {
    if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(name))
      throw new Error(`${name}: a migration is named like 0001_words.sql`);
    // A checkout on Windows may have changed the line ends, which changes nothing in the database.
    const sql = readFileSync(join(directory, name), 'utf8').replaceAll('\r\n', '\n');
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

function checkHistory(
  migrations: readonly Migration[],
  applied: readonly { name: string; checksum: string }[],
): void {
  const ours = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
  for (const { name, checksum } of applied) {
    if (!ours.has(name)) {
      throw refusal(
        'database_newer',
        `数据库已由更新的版本升级（${name}），当前程序较旧：请安装新版本后再启动。`,
        `The database was upgraded by a newer release (${name}): install that release, then start again.`,
      );
    }
    if (ours.get(name) !== checksum) {
      throw refusal(
        'migration_changed',
        `升级脚本 ${name} 与数据库中记录的不一致：请恢复发布版中的原文件，改动应写成新的脚本。`,
        `The migration ${name} differs from the one this database was made with: restore the released file; changes belong in a new migration.`,
      );
    }
  }
}

async function apply(client: pg.ClientBase, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into migrations (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    if (error instanceof Error) error.message = `${migration.name}: ${error.message}`;
    throw error;
  }
}
