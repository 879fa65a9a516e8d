// The demo as its first and its later starts find it.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { loadDemo } from '../server/demo/load.ts';
import { readDemo } from '../server/demo/record.ts';
import { sayDemo } from '../server/demo/say.ts';
import { readConfig } from '../server/kernel/config/config.ts';
import type { Kernel } from '../server/kernel/kernel.ts';
import { outboxSender } from '../server/kernel/messages/messages.ts';
import { makeCipher } from '../server/kernel/privacy/cipher.ts';
import { whenFileEnds } from './harness/closing.ts';
import { freshDatabase, type TestDatabase } from './harness/database.ts';

let database: TestDatabase;
let kernel: Kernel;
const dataDir = mkdtempSync(join(tmpdir(), 'nuanxin-demo-'));
whenFileEnds(() => rmSync(dataDir, { recursive: true, force: true }));

before(async () => {
  database = await freshDatabase();
  mkdirSync(join(dataDir, 'files'));
  const cipher = makeCipher(database.keys);
  kernel = {
    config: readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }),
    keys: database.keys,
    db: database.db,
    cipher,
    sms: outboxSender(cipher),
    filesDir: join(dataDir, 'files'),
    setupCode: '',
    demoSignIns: [],
    streetOpeners: [],
  };
});

const figures = async () => {
  const { rows } = await database.owner.query(`select (select count(*) from workers) as workers,
    (select count(*) from workers where state = 'registered') as riders, (select count(*) from staff) as staff,
    (select count(*) from reports) as reports, (select count(distinct state) from reports) as states,
    (select count(*) from photos) as photos, (select count(*) from sites) as sites,
    (select count(*) from sessions) as sessions`);
  return Object.fromEntries(Object.entries(rows[0]).map(([name, count]) => [name, Number(count)]));
};

test('a first start loads the office, its staff, riders and their reports; a later one only reads who signs in', async () => {
  const signIns = await loadDemo(kernel);
  const loaded = await figures();
  assert.deepEqual(loaded, {
    ...{ workers: 322, riders: 6, staff: 15, reports: 12, states: 6, photos: 17, sites: 27, sessions: 0 },
  });
  assert.equal(new Set(signIns.map(({ password }) => password)).size, signIns.length);
  assert.equal(statSync(join(dataDir, 'demo.json')).mode & 0o777, 0o600);
  assert.deepEqual(await loadDemo(kernel), signIns);
  assert.deepEqual(await figures(), loaded);
  const said = sayDemo(kernel);
  for (const { login, password } of signIns) assert.match(said, new RegExp(`${login} +${password} +\\d{6}`));
  assert.match(said, /\/s\/140213066\/[0-9a-f-]{36}/);
});

test('a first start that was broken off is taken up again without making anything twice', async () => {
  const record = readDemo(dataDir);
  const loaded = await figures();
  writeFileSync(join(dataDir, 'demo.json'), JSON.stringify({ ...record, done: false }));
  await loadDemo(kernel);
  assert.deepEqual(await figures(), loaded);
  assert.equal(readDemo(dataDir)?.done, true);
});
