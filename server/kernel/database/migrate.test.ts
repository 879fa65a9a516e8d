import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type pg from 'pg';
import { emptyDatabase, freshDatabase } from '../../../test/harness/database.ts';
import { isMigrated, migrate } from './migrate.ts';

const folder = mkdtempSync(join(tmpdir(), 'nuanxin-migrations-'));
after(() => rmSync(folder, { recursive: true }));
const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql);

async function withClient<Result>(
  pool: pg.Pool,
  use: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    return await use(client);
  } finally {
    client.release();
  }
}

test('migrations run once, in order, also when two processes start together; a failing one leaves nothing', async () => {
  const { owner } = await emptyDatabase();
  assert.equal(await withClient(owner, isMigrated), false);
  write('0001_first.sql', 'create table first (n int);\ncreate table second (n int);\n');
  write('0002_second.sql', 'insert into first values (1);');
  const both = await Promise.all([1, 2].map(() => withClient(owner, (client) => migrate(client, folder))));
  assert.deepEqual(both.flat().sort(), ['0001_first.sql', '0002_second.sql']);
  assert.deepEqual((await owner.query('select n from first')).rows, [{ n: 1 }]);
  assert.equal(await withClient(owner, isMigrated), true);

  write('0003_bad.sql', 'create table third (n int); select 1 / 0;');
  await assert.rejects(
    withClient(owner, (client) => migrate(client, folder)),
    /^error: 0003_bad\.sql: division/,
  );
  assert.equal((await owner.query("select to_regclass('third') as third")).rows[0].third, null);
  rmSync(join(folder, '0003_bad.sql'));

  write('0001_first.sql', 'create table first (n int);\r\ncreate table second (n int);\r\n');
  assert.deepEqual(
    await withClient(owner, (client) => migrate(client, folder)),
    [],
    'other line ends are no change',
  );
  write('0001_first.sql', 'create table other (n int);');
  await assert.rejects(
    withClient(owner, (client) => migrate(client, folder)),
    { code: 'migration_changed' },
  );
  rmSync(join(folder, '0002_second.sql'));
  rmSync(join(folder, '0001_first.sql'));
  await assert.rejects(
    withClient(owner, (client) => migrate(client, folder)),
    { code: 'database_newer' },
  );
});

test('the database of this release is complete: nothing is left to migrate', async () => {
  const { owner } = await freshDatabase();
  assert.deepEqual(await withClient(owner, migrate), []);
});
