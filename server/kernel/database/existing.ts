// The database of an installation as it stands, for commands beside the server: a running one is used, a resting one is
// started for as long as it takes. Nothing is made and nothing is migrated.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import type { Config } from '../config/config.ts';
import { type Keys, readKeys } from '../config/keys.ts';
import { isRefusal } from '../config/refusal.ts';
import { type Db, databaseOver } from './database.ts';
import { startEmbedded } from './embedded.ts';
import { lockDataDir, type Unlock } from './lock.ts';
import { openPool } from './pool.ts';

/** A database that somebody else made. */
export type Existing = { readonly db: Db; readonly keys: Keys; close(): Promise<void> };

/** Opens the database that is there; null when there is none yet. Throws refusals of its parts. */
export async function openExisting(config: Config): Promise<Existing | null> {
  const keys = readKeys(config.dataDir);
  if (!keys) return null;
  if (config.databaseUrl) return over(appUrl(config, keys), keys, async () => {});
  if (!existsSync(join(config.dataDir, 'postgres'))) return null;
  const unlock = lockUnlessInUse(config.dataDir);
  if (!unlock) return openRunning(config);
  const embedded = await startEmbedded(config.dataDir, { durable: true });
  const reach = { ...embedded.superuser, ...asApp(keys) };
  return over(reach, keys, async () => {
    await embedded.stop();
    unlock();
  });
}

/** The embedded database of a server that runs on this data directory; null when none does. */
export function openRunning(config: Config): Existing | null {
  const keys = readKeys(config.dataDir);
  const address = runningAddress(join(config.dataDir, 'postgres'));
  return keys && address ? over({ ...address, ...asApp(keys) }, keys, async () => {}) : null;
}

/** Takes the data directory, or null while a server has it. */
function lockUnlessInUse(dataDir: string): Unlock | null {
  try {
    return lockDataDir(dataDir);
  } catch (error) {
    if (isRefusal(error) && error.code === 'data_dir_in_use') return null;
    throw error;
  }
}

const asApp = (keys: Keys) => ({ user: 'nuanxin_app', password: keys.appPassword, database: 'nuanxin' });

function appUrl(config: Config, keys: Keys): pg.ClientConfig {
  if (config.appDatabaseUrl) return { connectionString: config.appDatabaseUrl };
  const url = new URL(config.databaseUrl ?? '');
  url.username = 'nuanxin_app';
  url.password = keys.appPassword;
  return { connectionString: url.href };
}

function over(reach: pg.ClientConfig, keys: Keys, end: () => Promise<void>): Existing {
  const db = databaseOver(openPool(reach, 4));
  return {
    db,
    keys,
    async close() {
      await db.close();
      await end();
    },
  };
}

/** postmaster.pid: fourth line the port, fifth the socket's directory (empty where it listens on a port alone). */
function runningAddress(cluster: string): { host: string; port: number } | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const port = Number(lines[3]);
    if (!Number.isInteger(port) || lines[7]?.trim() !== 'ready') return null;
    return { host: lines[4]?.trim() ? realpathSync(cluster) : '127.0.0.1', port };
  } catch {
    return null;
  }
}
