// A database of its own for every test file: cloned from the migrated template in a few ten milliseconds, dropped
// when the file ends.
//
//   const { db, owner } = await freshDatabase();
import { copyFileSync, mkdirSync } from 'node:fs';
import pg from 'pg';
import { type Keys, keysPath, readKeys } from '../../server/kernel/config/keys.ts';
import { type Db, databaseOver } from '../../server/kernel/database/database.ts';
import { openPool } from '../../server/kernel/database/pool.ts';
import { whenFileEnds } from './closing.ts';
import {
  address,
  asOwner,
  asSuperuser,
  type Cluster,
  createDatabase,
  givenCluster,
  migratedTemplate,
  startCluster,
} from './cluster.ts';

/** One database for one test file. */
export type TestDatabase = {
  readonly name: string;
  /** What the server uses: signed in as nuanxin_app, bound by row-level security. */
  readonly db: Db;
  /** The owner of the tables, to arrange and to look: sees every street. */
  readonly owner: pg.Pool;
  readonly keys: Keys;
  /** How nuanxin_app signs in. */
  readonly app: pg.ClientConfig;
  /** Environment variables with which a server process uses this database; makes `dataDir` with its keys. */
  serverEnv(dataDir: string): Record<string, string>;
};

let cluster: Promise<Cluster> | null = null;

/** The cluster of this run, started if this file runs alone. */
export function testCluster(): Promise<Cluster> {
  cluster ??= (async () => {
    const given = givenCluster();
    if (given) return given;
    const own = await startCluster();
    whenFileEnds(() => own.stop());
    return own;
  })();
  return cluster;
}

/** A migrated database of one's own; `connections` is the most that `db` uses at once. */
export async function freshDatabase(options: { connections?: number } = {}): Promise<TestDatabase> {
  const at = await testCluster();
  const template = await migratedTemplate(at);
  const name = nextName();
  await asSuperuser(at.superuser, (client) =>
    client.query(`create database ${name} template ${template} owner nuanxin_owner strategy file_copy`),
  );
  return open(at, name, options.connections ?? 8);
}

/** A database that no migration has touched. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const at = await testCluster();
  const name = nextName();
  await asSuperuser(at.superuser, (client) => createDatabase(at, name, client));
  return open(at, name, 8);
}

let made = 0;

function nextName(): string {
  made += 1;
  return `test_${process.pid}_${made}`;
}

function open(at: Cluster, name: string, connections: number): TestDatabase {
  const keys = readKeys(at.dataDir);
  if (!keys) throw new Error(`no keys in ${at.dataDir}`);
  const app = { ...at.superuser, database: name, user: 'nuanxin_app', password: keys.appPassword };
  const owner = new pg.Pool({ ...asOwner(at, name), max: 4 });
  // Dropping the database breaks off connections that are still saying good-bye: nobody waits for them any more.
  owner.on('error', () => {});
  owner.on('connect', (client) => client.on('error', () => {}));
  const db = databaseOver(openPool(app, connections));
  whenFileEnds(async () => {
    await Promise.all([db.close(), owner.end()]);
    await asSuperuser(at.superuser, (client) => client.query(`drop database ${name} with (force)`));
  });
  return {
    name,
    db,
    owner,
    keys,
    app,
    serverEnv(dataDir) {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      copyFileSync(keysPath(at.dataDir), keysPath(dataDir));
      return {
        DATA_DIR: dataDir,
        DATABASE_URL: `${address({ ...at.superuser, database: name })}?options=${encodeURIComponent('-c role=nuanxin_owner')}`,
        APP_DATABASE_URL: address(app),
      };
    },
  };
}
