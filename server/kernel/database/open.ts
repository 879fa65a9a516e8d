// From the settings to a migrated database with its keys: the embedded one or your own.
import pg from 'pg';
import type { Config } from '../config/config.ts';
import { createKeys, type Keys, keysMissing, readKeys } from '../config/keys.ts';
import { refusal } from '../config/refusal.ts';
import { type Db, databaseOver } from './database.ts';
import { type Embedded, startEmbedded } from './embedded.ts';
import { isMigrated, migrate } from './migrate.ts';
import { openPool } from './pool.ts';
import { checkAppRole, create, ensureRoles } from './roles.ts';

/** An open database, and what else a start needs of it. */
export type Opened = {
  readonly db: Db;
  readonly keys: Keys;
  /** Signs in as the owner, for jobs' own schema and for backups. */
  readonly owner: pg.ClientConfig;
  /** Signs in as nuanxin_app. */
  readonly app: pg.ClientConfig;
  /** Settles when the embedded PostgreSQL ends without having been asked to; never with your own database. */
  readonly died: Promise<void>;
  close(): Promise<void>;
};

type Access = {
  /** May make roles. */
  admin: pg.ClientConfig;
  owner: pg.ClientConfig;
  app(password: string): pg.ClientConfig;
  appPassword: 'ours' | 'theirs';
};

/**
 * Opens the database of `config`, whose data directory exists and, with the embedded database, is locked.
 * Throws refusals (see the files imported) and stops what it had started.
 */
export async function openDatabase(config: Config): Promise<Opened> {
  const embedded = config.databaseUrl ? null : await startEmbedded(config.dataDir, { durable: true });
  try {
    const access = embedded ? await embeddedAccess(embedded) : ownAccess(config);
    const keys = await prepare(config, access);
    const app = access.app(keys.appPassword);
    const pool = openPool(app, config.databaseConnections);
    try {
      await checkApp(pool);
    } catch (error) {
      await pool.end();
      throw error;
    }
    const db = databaseOver(pool);
    return {
      db,
      keys,
      owner: access.owner,
      app,
      died: embedded?.died ?? new Promise(() => {}),
      async close() {
        await db.close();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

const databaseName = 'nuanxin';
const ownerName = 'nuanxin_owner';

/** In the embedded database the superuser acts as the owner role, which is nobody's sign-in. */
async function embeddedAccess(embedded: Embedded): Promise<Access> {
  await connected(embedded.superuser, async (client) => {
    const known = await client.query('select from pg_database where datname = $1', [databaseName]);
    if (known.rowCount !== 0) return;
    await create(client, ownerName, 'nologin');
    await client.query(`create database ${databaseName} owner ${ownerName}`);
  });
  const reach = { ...embedded.superuser, database: databaseName };
  return {
    admin: reach,
    owner: { ...reach, options: `-c role=${ownerName}` },
    app: (password) => ({ ...reach, user: 'nuanxin_app', password }),
    appPassword: 'ours',
  };
}

function ownAccess(config: Config): Access {
  const url = config.databaseUrl ?? '';
  const appUrl = config.appDatabaseUrl;
  const ours = { admin: { connectionString: url }, owner: { connectionString: url } };
  if (appUrl) return { ...ours, app: () => ({ connectionString: appUrl }), appPassword: 'theirs' };
  return {
    ...ours,
    app(password) {
      const signIn = new URL(url);
      signIn.username = 'nuanxin_app';
      signIn.password = password;
      return { connectionString: signIn.href };
    },
    appPassword: 'ours',
  };
}

async function prepare(config: Config, access: Access): Promise<Keys> {
  const keys = await connected(access.admin, async (client) => {
    const kept = readKeys(config.dataDir);
    if (!kept && (await isMigrated(client))) throw keysMissing(config.dataDir);
    const made = kept ?? createKeys(config.dataDir);
    await ensureRoles(client, access.appPassword === 'ours' ? made.appPassword : null);
    return made;
  });
  await connected(access.owner, (client) => migrate(client));
  return keys;
}

async function connected<Result>(
  reach: pg.ClientConfig,
  use: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client(reach);
  try {
    await client.connect();
  } catch (error) {
    throw unreachable(error);
  }
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function checkApp(pool: pg.Pool): Promise<void> {
  let client: pg.PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    throw unreachable(error);
  }
  try {
    await checkAppRole(client);
  } finally {
    client.release();
  }
}

function unreachable(error: unknown) {
  const said =
    error instanceof Error ? error.message || String((error as NodeJS.ErrnoException).code) : String(error);
  return refusal(
    'database_unreachable',
    `连不上数据库：${said}。请检查 DATABASE_URL（和 APP_DATABASE_URL）的地址、账号和密码。`,
    `The database can't be reached: ${said}. Check address, account and password in DATABASE_URL (and APP_DATABASE_URL).`,
  );
}
