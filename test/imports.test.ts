// The office's own files over HTTP: what comes out is what the office expects, twice imported is once, and no fact that
// needs consent is stored anywhere.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { workbookBytes } from '../server/cohesion/census/xlsx-fixture.ts';
import { type Api, type Caller, shuibosi, startApi } from './harness/api.ts';
import { projectDir } from './harness/cluster.ts';
import { imported, linesOf, office, previewed, settled } from './harness/imports.ts';

const expected = JSON.parse(
  readFileSync(join(projectDir, 'database/demo/shuibosi/expected.json'), 'utf8'),
) as {
  rejected: { sheet: string; row: number; why: string }[];
  sites: { name: string; grid: string | null; claimed: string; disagrees: boolean }[];
};

let api: Api;
let admin: Caller;
before(async () => {
  api = await startApi();
  admin = await api.staff('street_admin');
});

const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await api.database.owner.query(text, values)).rows as Row[];
const count = async (from: string): Promise<number> =>
  Number((await rows<{ n: string }>(`select count(*) as n from ${from}`))[0]?.n);

test('boundaries, sites and roster come in as the office expects, and nothing before it is confirmed', async () => {
  await imported(api, admin, office.areas);
  assert.equal(await count(`areas where until is null and level = 'grid'`), 27);

  const sites = await previewed(api, admin, office.sites);
  assert.equal(await count('sites'), 0);
  assert.equal((await admin.post(`/api/v1/imports/${sites.id}/confirm`, {})).json().state, 'confirmed');
  const listed = (await admin.get('/api/v1/sites')).json().sites as {
    name: string;
    grid: { code: string } | null;
    claimed: { code: string } | null;
    disagrees: boolean;
  }[];
  const found = listed.map(({ name, grid, claimed, disagrees }) => ({
    ...{ name, grid: grid?.code ?? null, claimed: claimed?.code ?? null, disagrees },
  }));
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  assert.deepEqual(found.sort(byName), expected.sites.sort(byName));

  const preview = await previewed(api, admin, office.roster);
  assert.deepEqual(preview.counts, { new: 322, rejected: 17, duplicate: 11, to_decide: 6 });
  assert.equal(await count('workers'), 0);
  const rejected = await linesOf(admin, preview.id, 'rejected');
  const told = rejected.map(({ sheet, row, reason }) => ({ sheet, row, why: reason }));
  const inOrder = (a: { sheet: string; row: number }, b: { sheet: string; row: number }) =>
    a.sheet === b.sheet ? a.row - b.row : a.sheet < b.sheet ? -1 : 1;
  const visible = expected.rejected.filter(
    ({ sheet }) => preview.sheets.find((one) => one.name === sheet)?.ticked,
  );
  assert.deepEqual(told.sort(inOrder), visible.sort(inOrder));
  assert.ok(rejected.every(({ why }) => why?.zh.endsWith('。')));

  const refused = await admin.post(`/api/v1/imports/${preview.id}/confirm`, {});
  assert.equal(refused.statusCode, 422);
  assert.equal(refused.json().code, 'legal_basis_needed');
  const written = await admin.post(`/api/v1/imports/${preview.id}/confirm`, { legalBasis: true });
  assert.equal(written.json().state, 'confirmed');
  assert.equal(
    await count(`workers where state = 'listed' and listed_until > now() + interval '179 days'`),
    322,
  );
  assert.equal(await count(`assignments where until is null`), 322);
  assert.equal(
    await count(`workers w join sites s on s.id = w.main_site where w.grid is distinct from s.grid`),
    0,
  );
  const [audit] = await rows<{ actor: string; detail: { legalBasis: boolean; new: number } }>(
    `select actor, detail from audit where action = 'import.confirmed' and subject = $1`,
    [preview.id],
  );
  assert.deepEqual([audit?.actor, audit?.detail.legalBasis, audit?.detail.new], [admin.id, true, 322]);
  const someone = (await linesOf(admin, preview.id, 'new'))[0]!;
  const search = await admin.get(`/api/v1/workers?search=${encodeURIComponent(someone.name)}`);
  assert.ok((search.json().workers as { name: string }[]).some(({ name }) => name === someone.name));
});

test('the same files again change nothing', async () => {
  const before = await count('workers');
  const history = await count('assignments');
  assert.deepEqual((await imported(api, admin, office.areas)).counts, { unchanged: 36 });
  assert.deepEqual((await imported(api, admin, office.sites)).counts, { unchanged: 27 });
  const roster = await imported(api, admin, office.roster);
  assert.deepEqual(roster.counts, { unchanged: 322, rejected: 17, duplicate: 11, to_decide: 6 });
  assert.deepEqual([await count('workers'), await count('assignments')], [before, history]);
});

test('staff decide who is who; whoever is not decided stays listed and is not written', async () => {
  const preview = await previewed(api, admin, office.roster);
  const [first, second, third] = await linesOf(admin, preview.id, 'to_decide');
  const choose = (decisions: Record<string, string>) =>
    admin.put(`/api/v1/imports/${preview.id}/decisions`, { decisions });
  assert.equal((await choose({ [first!.line]: 'same:7' })).json().code, 'no_such_line');
  assert.equal((await choose({ [first!.line]: 'perhaps' })).json().code, 'no_such_line');
  assert.equal((await choose({ 1: 'new' })).json().code, 'no_such_line');
  const before = await count('workers');
  assert.equal(
    (await choose({ [first!.line]: 'new', [second!.line]: 'same:0', [third!.line]: 'skip' })).statusCode,
    204,
  );
  await admin.post(`/api/v1/imports/${preview.id}/confirm`, {});
  const done = await settled(admin, preview.id);
  assert.equal(done.counts.to_decide, 4);
  assert.equal(await count('workers'), before + 1);
  // The one taken as new is known from now on.
  const again = await previewed(api, admin, office.roster);
  assert.equal(again.counts.to_decide, 5);
});

test('an edited export changes exactly the edited cells', async () => {
  const sheet = (vehicle: string, staffNumber: string) => ({
    kind: 'roster',
    name: '名册.xlsx',
    bytes: workbookBytes([
      {
        name: '名册',
        rows: [
          ['姓名', '手机', '站点', '车辆', '工号'],
          ['钱一凡', '19911110001', '美团水泊寺配送站', vehicle, staffNumber],
          ['钱二宝', '19911110002', '美团水泊寺配送站', '电动车', 'K2'],
        ],
      },
    ]),
  });
  assert.deepEqual((await imported(api, admin, sheet('电动车', 'K1'))).counts, { new: 2 });
  const edited = await previewed(api, admin, sheet('摩托车', ''));
  assert.deepEqual(edited.counts, { changed: 1, unchanged: 1 });
  const [line] = await linesOf(admin, edited.id, 'changed');
  assert.deepEqual(line?.changes, [{ field: 'vehicle', from: '电动自行车', to: '摩托车' }]);
  await admin.post(`/api/v1/imports/${edited.id}/confirm`, {});
  const [row] = await rows(`select vehicle, staff_number from workers where name = '钱一凡'`);
  assert.deepEqual(row, { vehicle: 'motorcycle', staff_number: 'K1' });
});

test('identity numbers and facts that need consent reach no table, in clear or encrypted', async () => {
  const secrets = [
    '中共预备党员',
    '高血压Ⅱ级',
    '11010519491231002X',
    '110105194912310038',
    '丧偶带二孩',
    '19955550009',
  ];
  const roster = {
    kind: 'roster',
    name: '全表.xlsx',
    bytes: workbookBytes([
      {
        name: '表',
        rows: [
          ['姓名', '手机', '身份证号', '政治面貌', '健康状况', '婚姻', '紧急联系人电话', '备注'],
          [
            '孙三元',
            '19911110011',
            secrets[2]!,
            secrets[0]!,
            secrets[1]!,
            secrets[4]!,
            secrets[5]!,
            `证 ${secrets[2]}`,
          ],
          ['孙四喜', '19911110012', secrets[2]!, secrets[0]!, secrets[1]!, secrets[4]!, secrets[5]!, '无'],
        ],
      },
    ]),
  };
  const preview = await previewed(api, admin, roster);
  const kept = Object.fromEntries(preview.sheets[0]!.columns.map(({ header, kept: how }) => [header, how]));
  assert.deepEqual(
    [kept.身份证号, kept.政治面貌, kept.健康状况],
    ['dropped', 'needs_consent', 'needs_consent'],
  );
  assert.ok(!JSON.stringify(preview).includes('19911110011'), 'samples show no phone');
  const sheets = [{ name: '表', ticked: true }];
  await admin.put(`/api/v1/imports/${preview.id}/reading`, { sheets, keepNotes: true });
  await settled(admin, preview.id);
  await admin.post(`/api/v1/imports/${preview.id}/confirm`, {});
  assert.equal(await count(`workers where name = '孙三元'`), 1);

  const everything: string[] = [];
  for (const { name } of await rows<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  ))
    for (const { text } of await rows<{ text: string }>(`select t::text as text from "${name}" t`))
      everything.push(text);
  for (const { body_cipher: sealed } of await rows<{ body_cipher: Buffer }>(
    `select body_cipher from import_lines`,
  ))
    everything.push(api.kernel.cipher.open(shuibosi, 'import_lines.body', sealed));
  for (const { before_cipher: sealed } of await rows<{ before_cipher: Buffer }>(
    `select before_cipher from import_changes where before_cipher is not null`,
  ))
    everything.push(api.kernel.cipher.open(shuibosi, 'import_changes.before', sealed));
  const all = everything.join('\n');
  for (const secret of secrets) {
    assert.ok(!all.includes(secret), secret);
    assert.ok(!all.includes(Buffer.from(secret).toString('hex')), `${secret} as bytes`);
  }
  const clear = everything.filter((text) => !text.startsWith('{')).join('\n');
  assert.ok(!clear.includes('19911110011'), 'phones are only kept encrypted');
});
