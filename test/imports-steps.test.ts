// The steps of an import and who may take them: upload once, columns by hand, cancel, restart, hostile files, two at once.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { buildApp } from '../server/app.ts';
import { importPath } from '../server/cohesion/census/import-file.ts';
import { insertImport } from '../server/cohesion/census/import-record.ts';
import { writeLargeRoster } from '../server/cohesion/census/large-roster.ts';
import { type FixtureCell, workbookBytes } from '../server/cohesion/census/xlsx-fixture.ts';
import { newId } from '../server/kernel/database/id.ts';
import { type Api, type Caller, shuibosi, startApi } from './harness/api.ts';
import { whenFileEnds } from './harness/closing.ts';
import { imported, linesOf, office, previewed, settled, upload } from './harness/imports.ts';

let api: Api;
let admin: Caller;
before(async () => {
  api = await startApi({ streets: [shuibosi, '140213065'] });
  admin = await api.staff('street_admin');
});

const count = async (from: string): Promise<number> =>
  Number((await api.database.owner.query(`select count(*) as n from ${from}`)).rows[0]?.n);
const roster = (...people: FixtureCell[][]) => ({
  kind: 'roster',
  name: '名册.xlsx',
  bytes: workbookBytes([{ name: '名册', rows: [['姓名', '手机', '站点'], ...people] }]),
});

test('an upload repeated with its key is the same import; the key with another file is refused', async () => {
  const key = randomUUID();
  const file = roster(['李一', '19922220001', '甲站']);
  const first = await upload(api, admin, file, key);
  const again = await upload(api, admin, file, key);
  assert.deepEqual([first.statusCode, again.statusCode], [202, 202]);
  assert.equal(again.json().id, first.json().id);
  assert.equal(again.headers['idempotent-replay'], 'true');
  const other = await upload(api, admin, roster(['李二', '19922220002', '甲站']), key);
  assert.equal(other.json().code, 'key_reused');
  await settled(admin, first.json().id as string);
  assert.equal(
    readdirSync(join(api.kernel.filesDir, '../imports')).length,
    1,
    'refused uploads leave no file',
  );
});

test('only street admins import, and only what is of their street', async () => {
  const dispatcher = await api.staff('dispatcher');
  assert.equal((await upload(api, dispatcher, office.sites)).statusCode, 403);
  assert.equal((await upload(api, api.nobody, office.sites)).statusCode, 401);
  const { id } = await previewed(api, admin, office.sites);
  const elsewhere = await api.staff('street_admin', { street: '140213065' });
  for (const path of ['', '/lines', '/affected'])
    assert.equal((await elsewhere.get(`/api/v1/imports/${id}${path}`)).statusCode, 404, path);
  for (const path of ['confirm', 'cancel', 'undo'])
    assert.equal((await elsewhere.post(`/api/v1/imports/${id}/${path}`, {})).statusCode, 404, path);
  assert.deepEqual((await elsewhere.get('/api/v1/imports')).json().imports, []);
});

test('files that are not what they say are refused with the sentence of the reading engine', async () => {
  const cases: [string, string, Buffer, string][] = [
    [
      'roster',
      '旧表.xls',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      'is_xls',
    ],
    ['roster', '空.xlsx', Buffer.alloc(0), 'empty'],
    ['sites', '照片.xlsx', Buffer.from('ffd8ffe000104a464946', 'hex'), 'is_picture'],
    ['roster', '坏.xlsx', Buffer.from('504b0304ffff', 'hex'), 'damaged'],
    ['roster', '网页.xls', Buffer.from('<html><table></table></html>'), 'is_html'],
  ];
  for (const [kind, name, bytes, code] of cases) {
    const answer = await upload(api, admin, { kind, name, bytes });
    assert.equal(answer.statusCode, 422, name);
    assert.match(String(answer.headers['content-type']), /problem\+json/);
    assert.equal(answer.json().code, code, name);
    assert.ok(answer.json().title.startsWith(`${name}：`) && answer.json().titleEn.startsWith(`${name}: `));
  }
  const noKind = await upload(api, admin, { kind: 'people', name: 'a.csv', bytes: Buffer.from('姓名,手机') });
  assert.equal(noKind.json().code, 'file_needed');
  const noNames = await previewed(api, admin, {
    kind: 'roster',
    name: 'a.csv',
    bytes: Buffer.from('甲,乙\n1,2\n'),
  });
  assert.deepEqual([noNames.state, noNames.failure?.zh.startsWith('a.csv：没有找到')], ['failed', true]);
  const noAreas = await previewed(api, admin, {
    kind: 'areas',
    name: 'a.geojson',
    bytes: Buffer.from('{"type":'),
  });
  assert.deepEqual([noAreas.state, noAreas.failure?.zh.startsWith('a.geojson：')], ['failed', true]);
  assert.equal(existsSync(importPath(api.kernel, shuibosi, noAreas.id)), false);
  assert.equal((await admin.post(`/api/v1/imports/${noAreas.id}/confirm`, {})).json().code, 'state_moved');
});

test('columns set by hand are read at once and remembered for the next file of the layout', async () => {
  const file = (phone: string) => ({
    kind: 'roster',
    name: '怪表.xlsx',
    bytes: workbookBytes([
      {
        name: '一',
        rows: [
          ['姓名', '本人联络', '归属点位', '车况'],
          ['周五福', phone, '乙站', '自有车'],
        ],
      },
      {
        name: '二',
        rows: [
          ['姓名', '手机'],
          ['周六顺', '19922220022'],
        ],
        hidden: true,
      },
    ]),
  });
  const preview = await previewed(api, admin, file('19922220021'));
  const ticked = Object.fromEntries(preview.sheets.map(({ name, ticked: is }) => [name, is]));
  assert.deepEqual(ticked, { 一: true, 二: false });
  const bad = await admin.put(`/api/v1/imports/${preview.id}/reading`, {
    sheets: [{ name: '一', ticked: true, columns: { 0: 'party' } }],
  });
  assert.equal(bad.json().code, 'no_such_column');
  const set = await admin.put(`/api/v1/imports/${preview.id}/reading`, {
    sheets: [
      { name: '一', ticked: true, columns: { 0: 'name', 1: 'phone', 2: 'site', 3: '' } },
      { name: '二', ticked: true },
    ],
  });
  assert.equal(set.statusCode, 202, set.body);
  const again = await settled(admin, preview.id);
  assert.deepEqual(again.counts, { new: 2 });
  assert.deepEqual(
    again.sheets[0]?.columns.map(({ by }) => by),
    ['hand', 'hand', 'hand', 'hand'],
  );
  const next = await previewed(api, admin, file('19922220023'));
  assert.deepEqual(
    next.sheets[0]?.columns.map(({ by, meaning }) => [by, meaning]),
    [
      ['remembered', 'name'],
      ['remembered', 'phone'],
      ['remembered', 'site'],
      ['remembered', 'ignored'],
    ],
  );
  assert.deepEqual(next.counts, { new: 1 });
});

test('a reading can be cancelled: nothing of the file is left', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nuanxin-large-'));
  whenFileEnds(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'large.xlsx');
  await writeLargeRoster(path, 5000);
  const answer = await upload(api, admin, { kind: 'roster', name: '大表.xlsx', bytes: readFileSync(path) });
  const id = answer.json().id as string;
  const cancelled = await admin.post(`/api/v1/imports/${id}/cancel`);
  assert.equal(cancelled.json().state, 'cancelled', cancelled.body);
  assert.equal(existsSync(importPath(api.kernel, shuibosi, id)), false);
  assert.equal((await admin.post(`/api/v1/imports/${id}/cancel`)).json().code, 'state_moved');
  assert.equal(await count(`import_lines where import = '${id}'`), 0);
  const waiting = await previewed(api, admin, roster(['赵七', '19922220031', '丙站']));
  await admin.post(`/api/v1/imports/${waiting.id}/cancel`);
  assert.equal(await count(`import_lines where import = '${waiting.id}'`), 0);
});

test('after a restart a reading that nobody does has failed, and a writing can be confirmed again', async () => {
  const left = await previewed(api, admin, roster(['赵八', '19922220041', '丙站']));
  const reading = newId();
  const system = { as: 'system', street: shuibosi } as const;
  await api.kernel.db.transaction(system, async (tx, actor) => {
    await insertImport(tx, shuibosi, {
      ...{ id: reading, kind: 'roster', fileName: '断.xlsx', sha256: Buffer.alloc(32), options: {} },
      createdBy: actor.id,
    });
    await tx.updateTable('imports').set({ state: 'writing' }).where('id', '=', left.id).execute();
  });
  const restarted = await buildApp({ ...api.kernel, streetOpeners: [] });
  await restarted.ready();
  await restarted.close();
  const failed = (await admin.get(`/api/v1/imports/${reading}`)).json();
  assert.equal(failed.state, 'failed');
  assert.match(failed.failure.zh, /重新启动.*重新上传/);
  const back = (await admin.get(`/api/v1/imports/${left.id}`)).json();
  assert.equal(back.state, 'previewed');
  assert.match(back.failure.zh, /没有任何改动/);
  assert.equal(
    (await admin.post(`/api/v1/imports/${left.id}/confirm`, { legalBasis: true })).json().state,
    'confirmed',
  );
});

test('two confirmations at once write once, and two imports of the same people make each of them once', async () => {
  const people = roster(
    ...Array.from({ length: 40 }, (_, at) => [
      `吴${'天地玄黄宇宙洪荒日月'[at % 10]}${'甲乙丙丁'[at % 4]}`,
      `199222210${String(at).padStart(2, '0')}`,
      '丁站',
    ]),
  );
  const [one, two] = [await previewed(api, admin, people), await previewed(api, admin, people)];
  const confirm = (id: string) => admin.post(`/api/v1/imports/${id}/confirm`, { legalBasis: true });
  const before = await count('workers');
  const answers = await Promise.all([confirm(one.id), confirm(one.id), confirm(two.id)]);
  const states = [...answers.slice(0, 2)].map(({ statusCode }) => statusCode).sort();
  assert.deepEqual(states, [200, 409]);
  const done = [await settled(admin, one.id), await settled(admin, two.id)];
  assert.deepEqual(
    done.map(({ state }) => state),
    ['confirmed', 'confirmed'],
  );
  const fresh = done.map(({ counts }) => counts.new ?? 0);
  assert.equal(fresh[0]! + fresh[1]!, (await count('workers')) - before);
});

test('somebody who registers between preview and confirmation is not made a second time', async () => {
  const preview = await previewed(
    api,
    admin,
    roster(['郑九州', '19922220051', '戊站'], ['郑十全', '19922220052', '戊站']),
  );
  await api.registered({ name: '郑九州', phone: '19922220051' });
  await api.registered({ name: '别人', phone: '19922220052' });
  const done = await admin.post(`/api/v1/imports/${preview.id}/confirm`, { legalBasis: true });
  assert.deepEqual(done.json().counts, { changed: 1, to_decide: 1 }, done.body);
  const [left] = await linesOf(admin, preview.id, 'to_decide');
  assert.equal(left?.reason, 'same_phone');
  assert.equal(await count(`workers where name in ('郑九州', '郑十全')`), 1);
  assert.equal(await count(`workers where name = '郑九州' and state = 'registered'`), 1);
});

test('sites that no list knows are made, belong nowhere and are a task', async () => {
  const done = await imported(api, admin, roster(['冯春', '19922220061', '新开的站']));
  assert.ok(done.warnings.some(({ zh }) => zh.includes('新开的站')));
  const { rows } = await api.database.owner.query(
    `select s.community, t.kind from sites s join tasks t on t.subject = s.id where s.name = '新开的站'`,
  );
  assert.deepEqual(rows, [{ community: null, kind: 'unassigned_site' }]);
});
