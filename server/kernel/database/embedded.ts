// The embedded database: a real PostgreSQL started as a child process on DATA_DIR/postgres. It listens on a
// Unix socket inside its own directory where that is possible, else on a random port of 127.0.0.1.
//
// DATA_DIR stays closed to everybody else, also to the user PostgreSQL runs as when we are root: on Linux that
// process starts inside its directory and reaches it as /proc/self/cwd, which needs no right on the way there.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { refusal } from '../config/refusal.ts';
import { askToStop, ended, readPostmaster, stopOrphan } from './postgres-process.ts';
import {
  choosePostgresUser,
  findPrograms,
  type PostgresPrograms,
  type PostgresUser,
  programsFor,
} from './postgres-program.ts';

/** How to reach a database as one user; `host` may be a directory with a Unix socket. */
export type Connection = { host: string; port: number; user: string; password: string; database: string };

/** A running embedded PostgreSQL. */
export type Embedded = {
  /** The superuser's connection, to the database `postgres`. */
  readonly superuser: Connection;
  /** Settles when PostgreSQL ends without having been asked to. */
  readonly died: Promise<void>;
  /** Shuts down: connections are broken off, a checkpoint is written. */
  stop(): Promise<void>;
};

const superuserName = 'postgres';
const socketPort = 5432;
const longestSocketPath = 100;

const always = {
  max_connections: '300',
  jit: 'off',
  random_page_cost: '1.1', // solid-state disks, and a cache that holds the indexes
  timezone: 'UTC',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] ',
  password_encryption: 'scram-sha-256',
};
const withoutDurability = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts PostgreSQL on `dataDir`, which the caller has locked; the first start makes the cluster. `durable:
 * false` is for tests alone. Throws refusals `postgres_version`, `postgres_owner`, `postgres_start` and those
 * of postgres-program.ts.
 */
export async function startEmbedded(dataDir: string, options: { durable: boolean }): Promise<Embedded> {
  const cluster = join(dataDir, 'postgres');
  const found = findPrograms();
  checkCluster(cluster, found);
  const user = choosePostgresUser(cluster);
  const programs = programsFor(user, found);
  const orphan = await stopOrphan(cluster, programs.pgCtl);
  const password = superuserPassword(dataDir);
  if (!existsSync(cluster)) makeCluster(dataDir, cluster, programs, user, password, options.durable);
  const settings = { ...always, ...(options.durable ? {} : withoutDurability) };
  // A killed postmaster's children hold its shared memory until they notice, and a port can be taken.
  const until = Date.now() + (orphan === 'none' ? 10_000 : 20_000);
  for (;;) {
    const address = await chooseAddress(cluster);
    const started = await startOnce(dataDir, cluster, programs, user, { ...settings, ...address.settings });
    if (started.ok) {
      const superuser = { ...address.reach, user: superuserName, password, database: 'postgres' };
      return running(started.child, superuser, cluster, programs);
    }
    if (!started.passing || Date.now() > until) throw cannotStart(dataDir, started.log);
    await pause(200);
  }
}

function checkCluster(cluster: string, programs: PostgresPrograms): void {
  if (!existsSync(cluster)) return;
  const uid = process.getuid?.();
  if (uid !== undefined && uid !== 0 && statSync(cluster).uid !== uid) {
    throw refusal(
      'postgres_owner',
      `数据库目录 ${cluster} 属于另一个系统用户：请用最初启动时的用户启动，或把整个数据目录改归当前用户。`,
      `The database directory ${cluster} belongs to another user of this machine: start as that user, or give the whole data directory to the present one.`,
    );
  }
  const kept = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  const ours = programs.version.split('.')[0];
  if (kept !== ours) {
    throw refusal(
      'postgres_version',
      `数据目录由 PostgreSQL ${kept} 建立，本版本自带的是 ${ours}，不能直接打开：请用原来的版本导出备份，再在新目录里恢复。`,
      `The data directory was made by PostgreSQL ${kept} and this release brings ${ours}: export a backup with the earlier release and restore it into a new directory.`,
    );
  }
}

function superuserPassword(dataDir: string): string {
  const path = join(dataDir, 'postgres.json');
  if (existsSync(path)) return (JSON.parse(readFileSync(path, 'utf8')) as { password: string }).password;
  const password = randomBytes(24).toString('base64url');
  const file = openSync(`${path}.new`, 'w', 0o600);
  writeSync(file, `${JSON.stringify({ user: superuserName, password })}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.new`, path);
  return password;
}

/** Makes the cluster aside and moves it into place, so that a broken-off first start leaves nothing half made. */
function makeCluster(
  dataDir: string,
  cluster: string,
  programs: PostgresPrograms,
  user: PostgresUser,
  password: string,
  durable: boolean,
): void {
  const draft = `${cluster}.new`;
  const passwordPath = join(dataDir, 'postgres.password');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordPath, `${password}\n`, { mode: 0o600 });
  if (user) {
    chownSync(draft, user.uid, user.gid);
    chownSync(passwordPath, user.uid, user.gid);
    if (process.platform !== 'linux') chmodSync(dataDir, 0o711);
  }
  const passwordFile = openSync(passwordPath, 'r');
  const inside = user !== null && process.platform === 'linux';
  try {
    const made = spawnSync(
      programs.initdb,
      [
        ...['-D', inside ? '/proc/self/cwd' : draft, '-U', superuserName],
        `--pwfile=${inside ? '/proc/self/fd/3' : passwordPath}`,
        ...['-A', 'scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-instructions'],
        ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', ...(durable ? [] : ['--no-sync'])],
      ],
      {
        ...(user ?? {}),
        cwd: draft,
        env: postgresEnv(),
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe', passwordFile],
        windowsHide: true,
      },
    );
    if (made.status !== 0) throw cannotStart(dataDir, made.stderr || String(made.error));
    renameSync(draft, cluster);
  } finally {
    closeSync(passwordFile);
    rmSync(passwordPath);
  }
}

type Address = { reach: { host: string; port: number }; settings: Record<string, string> };

async function chooseAddress(cluster: string): Promise<Address> {
  const directory = realpathSync(cluster);
  const socket = join(directory, `.s.PGSQL.${socketPort}`);
  if (process.platform !== 'win32' && Buffer.byteLength(socket) <= longestSocketPath) {
    return {
      reach: { host: directory, port: socketPort },
      settings: { listen_addresses: '', unix_socket_directories: '.', port: String(socketPort) },
    };
  }
  const port = await freePort();
  return {
    reach: { host: '127.0.0.1', port },
    settings: { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port) },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

type Started = { ok: true; child: ChildProcess } | { ok: false; log: string; passing: boolean };

async function startOnce(
  dataDir: string,
  cluster: string,
  programs: PostgresPrograms,
  user: PostgresUser,
  settings: Record<string, string>,
): Promise<Started> {
  const logPath = join(dataDir, 'postgres.log');
  if ((statSync(logPath, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000)
    renameSync(logPath, `${logPath}.1`);
  const log = openSync(logPath, 'a', 0o600);
  const before = statSync(logPath).size;
  const inside = user !== null && process.platform === 'linux';
  const child = spawn(
    programs.postgres,
    [
      ...['-D', inside ? '/proc/self/cwd' : cluster],
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    {
      ...(user ?? {}),
      cwd: cluster,
      env: postgresEnv(),
      // Its own session: Ctrl-C in a terminal reaches us alone, and we stop it after the last request.
      detached: true,
      stdio: ['ignore', log, log],
      windowsHide: true,
    },
  );
  closeSync(log);
  let failed: Error | null = null;
  child.once('error', (error) => {
    failed = error;
  });
  while (child.exitCode === null && child.signalCode === null && !failed) {
    const found = readPostmaster(cluster);
    if (found?.ready && found.pid === child.pid) return { ok: true, child };
    await pause(10);
  }
  const said = failed ? String(failed) : readFileSync(logPath).subarray(before).toString('utf8');
  return { ok: false, log: said, passing: /shared memory block|could not bind|Address already/.test(said) };
}

function running(
  child: ChildProcess,
  superuser: Connection,
  cluster: string,
  programs: PostgresPrograms,
): Embedded {
  const pid = child.pid ?? 0;
  let stopping = false;
  const gone = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    child.once('exit', () => resolve());
  });
  child.unref();
  // Whatever ends our process, short of kill -9, ends PostgreSQL too.
  const leave = () => askToStop(pid, cluster, programs.pgCtl, 'fast');
  process.once('exit', leave);
  void gone.then(() => process.removeListener('exit', leave));
  return {
    superuser,
    died: new Promise((resolve) => {
      gone.then(() => {
        if (!stopping) resolve();
      });
    }),
    async stop() {
      if (stopping) return gone;
      stopping = true;
      child.ref();
      askToStop(pid, cluster, programs.pgCtl, 'fast');
      if (!(await ended(pid, 30_000))) askToStop(pid, cluster, programs.pgCtl, 'immediate');
      return gone;
    },
  };
}

/** PostgreSQL's own variables (PGDATA, PGPORT, …) of the caller must not change what we start. */
function postgresEnv(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot', 'TEMP', 'TMP'];
  const env: NodeJS.ProcessEnv = { LC_ALL: 'C' };
  for (const name of kept) if (process.env[name]) env[name] = process.env[name];
  return env;
}

function cannotStart(dataDir: string, log: string) {
  const said = log.trim().split('\n').slice(-3).join(' / ') || '-';
  return refusal(
    'postgres_start',
    `自带数据库无法启动，详情见 ${join(dataDir, 'postgres.log')}：${said}`,
    `The embedded database can't start, see ${join(dataDir, 'postgres.log')}: ${said}`,
  );
}
