// The import command against an installation: a preview compares and writes nothing, an import is the same as over HTTP.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { runImport } from '../server/cohesion/census/import-command.ts';
import { shuibosi } from './harness/api.ts';
import { whenFileEnds } from './harness/closing.ts';
import { projectDir } from './harness/cluster.ts';
import { freshDatabase, type TestDatabase } from './harness/database.ts';

const folder = join(projectDir, 'database/demo/shuibosi');
const files = [
  `grids=${join(folder, 'grids.geojson')}`,
  `sites=${join(folder, '站点清单.csv')}`,
  `roster=${join(folder, '新就业群体摸排表.xlsx')}`,
];
let database: TestDatabase;
let env: Record<string, string>;
const home = mkdtempSync(join(tmpdir(), 'nuanxin-command-'));
whenFileEnds(() => rmSync(home, { recursive: true, force: true }));

before(async () => {
  database = await freshDatabase();
  env = database.serverEnv(join(home, 'data'));
});

async function run(words: readonly string[], settings: Record<string, string> = env) {
  const [printed, said]: [string[], string[]] = [[], []];
  const code = await runImport(
    words,
    (text) => printed.push(text),
    (text) => said.push(text),
    settings,
  );
  return { code, printed: printed.join(''), said: said.join('') };
}
const preview = async (settings = env) =>
  JSON.parse((await run(['--preview', '--json', ...files], settings)).printed) as {
    sites: object[];
    roster: { ledger: Record<string, number> };
  };
const count = async (table: string) =>
  Number((await database.owner.query(`select count(*) as n from ${table}`)).rows[0].n);

test('without an installation a preview compares with an empty ledger and makes nothing', async () => {
  const nowhere = join(home, 'nowhere');
  const { sites, roster } = await preview({ DATA_DIR: nowhere });
  assert.deepEqual(roster.ledger, { new: 322, changed: 0, unchanged: 0, toDecide: 0 });
  assert.deepEqual(Object.keys(sites[0]!), ['name', 'grid', 'claimed', 'disagrees']);
  assert.equal(existsSync(nowhere), false);
});

test('an import needs a street that exists, and files that do', async () => {
  const nowhere = { DATA_DIR: join(home, 'nowhere') };
  for (const [words, sentence] of [
    [files, /--street/],
    [['--street', '999999999', ...files], /没有编码为 999999999 的街道/],
    [['--street', shuibosi, 'roster=/没有.xlsx'], /没有\.xlsx：找不到这个文件/],
  ] as const) {
    const { code, said } = await run(words, nowhere);
    assert.equal(code, 2);
    assert.match(said, sentence);
  }
  assert.equal(existsSync(nowhere.DATA_DIR), false);
});

test('an import writes what the preview said, opens the street, and changes nothing the second time', async () => {
  const first = await run(['--street', shuibosi, ...files]);
  assert.equal(first.code, 0, first.said);
  assert.match(first.printed, /摸排表 新就业群体摸排表\.xlsx：新增 322，待定（没有导入） 6/);
  assert.equal(await count('workers'), 322);
  assert.ok((await count('categories')) > 10, 'the street has what every street starts with');
  const before = await count('import_lines');
  assert.deepEqual((await preview()).roster.ledger, { new: 0, changed: 0, unchanged: 322, toDecide: 0 });
  assert.equal(await count('import_lines'), before, 'a preview writes nothing');
  const again = await run(files);
  assert.match(again.printed, /不变 322/);
  assert.equal(await count('workers'), 322);
});
