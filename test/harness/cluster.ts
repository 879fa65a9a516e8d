// The PostgreSQL of a test run: a cluster under .cache that is kept between runs, with a template database that
// holds all migrations. The runner starts one for everybody; a test file run alone takes a free one by itself.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { createKeys } from '../../server/kernel/config/keys.ts';
import { isRefusal } from '../../server/kernel/config/refusal.ts';
import { type Connection, startEmbedded } from '../../server/kernel/database/embedded.ts';
import { lockDataDir, type Unlock } from '../../server/kernel/database/lock.ts';
import { migrate, migrationsDir } from '../../server/kernel/database/migrate.ts';
import { create, ensureRoles } from '../../server/kernel/database/roles.ts';

/** Where a cluster is reached, and the data directory that holds its keys. */
export type Cluster = { readonly superuser: Connection; readonly dataDir: string };

/** A cluster of this process; `stop` ends it. */
export type OwnCluster = Cluster & { stop(): Promise<void> };

/** The variable in which the runner tells its tests the cluster, as JSON. */
export const clusterVariable = 'NUANXIN_TEST_CLUSTER';

export const projectDir = join(import.meta.dirname, '../..');
const mostClusters = 16;

/** The cluster that the runner started, else null. */
export function givenCluster(): Cluster | null {
  const given = process.env[clusterVariable];
  return given ? (JSON.parse(given) as Cluster) : null;
}

/** Starts the first cluster under .cache that no other process uses; `durable` waits for the disk, as in earnest. */
export async function startCluster({ durable = false } = {}): Promise<OwnCluster> {
  for (let number = 1; number <= mostClusters; number++) {
    const dataDir = join(projectDir, '.cache', `postgres-${number}`);
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const unlock = tryLock(dataDir);
    if (!unlock) continue;
    const embedded = await startEmbedded(dataDir, { durable });
    const { appPassword } = createKeys(dataDir);
    await asSuperuser(embedded.superuser, async (client) => {
      await create(client, 'nuanxin_owner', 'nologin');
      await ensureRoles(client, appPassword);
      await dropLeftovers(client);
    });
    return {
      superuser: embedded.superuser,
      dataDir,
      async stop() {
        await embedded.stop();
        unlock();
      },
    };
  }
  throw new Error('every test cluster under .cache is in use');
}

/** The name of the migrated template database, which is made when the migrations have changed. */
export async function migratedTemplate(cluster: Cluster): Promise<string> {
  const name = `template_${migrationsDigest()}`;
  await asSuperuser(cluster.superuser, async (client) => {
    await client.query('select pg_advisory_lock(1)');
    if (await exists(client, name)) return;
    const draft = `${name}_draft`;
    await client.query(`drop database if exists ${draft} with (force)`);
    await createDatabase(cluster, draft, client);
    const owner = new pg.Client({ ...asOwner(cluster, draft) });
    await owner.connect();
    try {
      await migrate(owner);
    } finally {
      await owner.end();
    }
    await client.query(`alter database ${draft} rename to ${name}`);
  });
  return name;
}

/** Makes an empty database as an installation has it before its first migration. */
export async function createDatabase(cluster: Cluster, name: string, client: pg.Client): Promise<void> {
  await client.query(`create database ${name} owner nuanxin_owner`);
  await asSuperuser({ ...cluster.superuser, database: name }, (inside) => ensureRoles(inside, null));
}

/** Runs `use` on a connection of the superuser's. */
export async function asSuperuser<Result>(
  reach: Connection,
  use: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client(reach);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** How the owner of the tables signs in to a database of the cluster. */
export function asOwner(cluster: Cluster, database: string): pg.ClientConfig {
  return { ...cluster.superuser, database, options: '-c role=nuanxin_owner' };
}

/** A connection written as an address; a socket's directory stands where the host would. */
export function address(reach: Connection): string {
  const host = encodeURIComponent(reach.host);
  return `postgresql://${reach.user}:${encodeURIComponent(reach.password)}@${host}:${reach.port}/${reach.database}`;
}

function tryLock(dataDir: string): Unlock | null {
  try {
    return lockDataDir(dataDir);
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

function migrationsDigest(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(migrationsDir).sort())
    hash.update(name).update(readFileSync(join(migrationsDir, name)));
  return hash.digest('hex').slice(0, 16);
}

async function exists(client: pg.Client, name: string): Promise<boolean> {
  return (await client.query('select from pg_database where datname = $1', [name])).rowCount === 1;
}

/** Databases of tests that were killed, and templates of earlier migrations. */
async function dropLeftovers(client: pg.Client): Promise<void> {
  const kept = `template_${migrationsDigest()}`;
  const found = await client.query<{ datname: string }>(
    "select datname from pg_database where datname ~ '^(test|template)_' and datname <> $1",
    [kept],
  );
  for (const { datname } of found.rows) await client.query(`drop database ${datname} with (force)`);
}
