// The first start, the second, and what follows a kill: on real processes and a data directory of our own.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import pg from 'pg';
import { isRefusal } from '../config/refusal.ts';
import { type Connection, startEmbedded } from './embedded.ts';
import { lockDataDir } from './lock.ts';
import { readPostmaster } from './postgres-process.ts';
import { choosePostgresUser, findPrograms, programsFor } from './postgres-program.ts';

const home = mkdtempSync(join(tmpdir(), 'nuanxin-embedded-'));
after(() => rmSync(home, { recursive: true, force: true }));

/** A process that locks the directory, starts PostgreSQL there, says so, and stays. */
const program = `
  const { startEmbedded } = await import(${JSON.stringify(import.meta.resolve('./embedded.ts'))});
  const { lockDataDir } = await import(${JSON.stringify(import.meta.resolve('./lock.ts'))});
  try {
    lockDataDir(process.argv[1]);
    const embedded = await startEmbedded(process.argv[1], { durable: true });
    embedded.died.then(() => { console.log('died'); process.exit(1); });
    console.log(JSON.stringify(embedded.superuser));
    setInterval(() => {}, 1000);
  } catch (error) { console.log(error.code); process.exit(2); }`;

function startProcess(): { child: ChildProcess; line(): Promise<string> } {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  return { child, line: async () => (await lines.next()).value ?? '' };
}

async function ask(reach: Connection, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(reach);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('the data survives kill -9 of our process and of PostgreSQL, and one directory has one process', async () => {
  const first = startProcess();
  const reach = JSON.parse(await first.line()) as Connection;
  await ask(reach, "create table kept as select '水泊寺' as name");
  const [about] = await ask(
    reach,
    "select datcollate, datlocale, pg_encoding_to_char(encoding) as encoding, current_setting('fsync') as fsync from pg_database where datname = 'postgres'",
  );
  assert.deepEqual(about, { datcollate: 'C', datlocale: 'C.UTF-8', encoding: 'UTF8', fsync: 'on' });
  if (process.platform !== 'win32') assert.equal(statSync(join(home, 'postgres.json')).mode & 0o777, 0o600);

  const second = startProcess();
  assert.equal(await second.line(), 'data_dir_in_use');

  const orphan = readPostmaster(join(home, 'postgres'));
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const third = startProcess();
  const again = JSON.parse(await third.line()) as Connection;
  assert.notEqual(readPostmaster(join(home, 'postgres'))?.pid, orphan?.pid, 'the orphan was stopped');
  assert.deepEqual(await ask(again, 'select name from kept'), [{ name: '水泊寺' }]);

  process.kill(readPostmaster(join(home, 'postgres'))?.pid ?? 0, 'SIGKILL');
  assert.equal(await third.line(), 'died', 'our process hears of it');
  if (third.child.exitCode === null) await once(third.child, 'exit');

  const unlock = lockDataDir(home);
  const fourth = await startEmbedded(home, { durable: true });
  assert.deepEqual(await ask(fourth.superuser, 'select name from kept'), [{ name: '水泊寺' }]);
  await fourth.stop();
  assert.equal(readPostmaster(join(home, 'postgres')), null);
  unlock();
});

test('a postmaster.pid of a process that is no longer there, or is another, does not stop the start', async () => {
  const path = join(home, 'postgres', 'postmaster.pid');
  for (const pid of [2 ** 22 - 7, process.pid]) {
    writeFileSync(path, `${pid}\n${home}\n0\n5432\n\n\n\nready\n`);
    const embedded = await startEmbedded(home, { durable: true });
    await embedded.stop();
  }
});

test('a cluster of another PostgreSQL is refused in one sentence and left alone', async () => {
  const path = join(home, 'postgres', 'PG_VERSION');
  const kept = readFileSync(path, 'utf8');
  writeFileSync(path, '16\n');
  await assert.rejects(
    startEmbedded(home, { durable: true }),
    (error) => isRefusal(error) && error.code === 'postgres_version',
  );
  assert.equal(readFileSync(path, 'utf8'), '16\n');
  writeFileSync(path, kept);
});

const root = process.platform === 'linux' && process.getuid?.() === 0;
test("as root, programs below a directory that PostgreSQL's user cannot enter run from a copy", {
  skip: !root,
}, () => {
  const found = findPrograms();
  const closed = join(home, 'closed'); // `home` is for root alone
  cpSync(dirname(dirname(found.postgres)), join(closed, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  const program = (name: string) => join(closed, 'native', 'bin', name);
  const unreachable = {
    version: found.version,
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
  };
  const cache = mkdtempSync(join(tmpdir(), 'nuanxin-cache-'));
  chmodSync(cache, 0o755);
  try {
    const user = choosePostgresUser(join(home, 'none'));
    assert.ok(user && user.uid !== 0);
    const copied = programsFor(user, unreachable, [cache]);
    assert.ok(copied.postgres.startsWith(cache));
    const before = statSync(copied.postgres).mtimeMs;
    assert.deepEqual(programsFor(user, unreachable, [cache]), copied, 'the copy is used again');
    assert.equal(statSync(copied.postgres).mtimeMs, before);
    chownSync(dirname(dirname(copied.postgres)), user.uid, user.gid);
    assert.throws(
      () => programsFor(user, unreachable, [cache]),
      isRefusal,
      'a copy that somebody else could change is not run',
    );
  } finally {
    rmSync(cache, { recursive: true });
  }
});
