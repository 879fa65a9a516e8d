// Undoing an import as a whole: everything is as before, and what others did since is kept and told.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type FixtureCell, workbookBytes } from '../server/cohesion/census/xlsx-fixture.ts';
import { type Api, type Caller, startApi } from './harness/api.ts';
import { imported, linesOf, office, previewed } from './harness/imports.ts';

let api: Api;
let admin: Caller;
before(async () => {
  api = await startApi();
  admin = await api.staff('street_admin');
  await imported(api, admin, office.areas);
  await imported(api, admin, office.sites);
});

const rows = async (text: string): Promise<Record<string, unknown>[]> =>
  (await api.database.owner.query(text)).rows;

/** The ledger as far as an import may change it, in an order of its own. */
const ledger = async () => ({
  workers:
    await rows(`select id, name, phone_hash, gender, vehicle, platform, start_date, staff_number, note, state, main_site,
    community, grid, assignment_flagged, listed_until, updated_at from workers order by id`),
  sites: await rows('select * from sites order by id'),
  links: await rows('select worker, site, since, until from worker_sites order by worker, site, since'),
  assignments: await rows('select id, worker, community, grid, reason, until from assignments order by id'),
  tokens: await rows('select token, id from search_tokens order by id, token'),
});

const roster = (...people: FixtureCell[][]) => ({
  kind: 'roster',
  name: '名册.xlsx',
  bytes: workbookBytes([{ name: '名册', rows: [['姓名', '手机', '站点', '车辆'], ...people] }]),
});
const undo = (id: string) => admin.post(`/api/v1/imports/${id}/undo`);
const [meituan, eleme] = ['美团水泊寺配送站', '饿了么水泊寺配送站'];

test('the ledger after an undo is the ledger before the import', async () => {
  await imported(
    api,
    admin,
    roster(
      ['何一心', '19933330001', meituan, '电动车'],
      ['何二意', '19933330002', '', '摩托车'],
      ['何三思', '19933330003', eleme, ''],
    ),
  );
  const before = await ledger();
  const preview = await previewed(
    api,
    admin,
    roster(
      ['何一心', '19933330001', eleme, '汽车'],
      ['何二意', '19933330002', '又一个新站', ''],
      ['何三思', '19933330003', eleme, ''],
      ['何四方', '19933330004', meituan, '电动车'],
      ['何替身', '19933330001', meituan, '电动车'],
    ),
  );
  assert.deepEqual(preview.counts, { changed: 2, unchanged: 1, new: 1, to_decide: 1 });
  const [doubt] = await linesOf(admin, preview.id, 'to_decide');
  await admin.put(`/api/v1/imports/${preview.id}/decisions`, { decisions: { [doubt!.line]: 'new' } });
  const written = await admin.post(`/api/v1/imports/${preview.id}/confirm`, { legalBasis: true });
  assert.equal(written.json().state, 'confirmed', written.body);
  assert.notDeepEqual(await ledger(), before);
  const undone = await undo(preview.id);
  assert.equal(undone.json().state, 'undone', undone.body);
  assert.deepEqual(undone.json().warnings, []);
  assert.deepEqual(await ledger(), before);
  const [audit] = await rows(
    `select actor from audit where action = 'import.undone' and subject = '${preview.id}'`,
  );
  assert.equal(audit?.actor, admin.id);
  assert.equal((await undo(preview.id)).json().code, 'undo_over');
});

test('who registered, was confirmed by a later list or was changed by hand is kept, and the undo says so', async () => {
  const first = await imported(
    api,
    admin,
    roster(
      ['孔一', '19933330011', meituan, ''],
      ['孔二', '19933330012', meituan, ''],
      ['孔三', '19933330013', meituan, ''],
      ['孔四', '19933330014', meituan, ''],
    ),
  );
  await api.registered({ name: '孔一', phone: '19933330011' });
  await imported(api, admin, roster(['孔二', '19933330012', meituan, '']));
  const [third] = await rows(`select id from workers where name = '孔三'`);
  const moved = await admin.post(`/api/v1/workers/${third?.id}/assignments`, {
    community: '140213066001',
    grid: null,
    reason: '住在永安',
  });
  assert.equal(moved.statusCode, 200, moved.body);
  const undone = await undo(first.id);
  assert.match(undone.json().warnings[0].zh, /^3 人/);
  const left = await rows(`select name, state from workers where name like '孔%' order by name_sort`);
  assert.deepEqual(left.map(({ name }) => name).sort(), ['孔一', '孔三', '孔二']);
});

test('sites and their people go back to where they were; a site in use stays', async () => {
  await imported(api, admin, roster(['施一', '19933330021', meituan, '']));
  const before = await ledger();
  const moved = await imported(api, admin, {
    kind: 'sites',
    name: '新清单.csv',
    bytes: Buffer.from(
      `站点名称,类型,经度(WGS84),纬度(WGS84),负责人,电话\n${meituan},外卖站点,113.3395,40.0860,王新,19933330099\n全新站,快递站点,113.3612,40.0866,,\n`,
    ),
  });
  assert.deepEqual(moved.counts, { changed: 1, new: 1 });
  const [now] = await rows(
    `select w.grid, s.grid as site_grid from workers w join sites s on s.id = w.main_site where w.name = '施一'`,
  );
  assert.equal(now?.grid, now?.site_grid);
  assert.notEqual(now?.grid, '140213066003-003');
  await imported(api, admin, roster(['施二', '19933330022', '全新站', '']));
  const undone = (await undo(moved.id)).json();
  assert.match(undone.warnings[0].zh, /^1 个站点/);
  const after = await ledger();
  const site = (all: typeof before) => {
    const found = all.sites.find(({ name }) => name === meituan);
    return { ...found, manager_phone_cipher: null };
  };
  assert.deepEqual(site(after), site(before));
  const [again] = await rows(`select grid from workers where name = '施一'`);
  assert.equal(again?.grid, '140213066003-003');
  assert.equal((await rows(`select from sites where name = '全新站'`)).length, 1);
});

test('after seven days an import cannot be undone any more', async () => {
  const done = await imported(api, admin, roster(['吕一', '19933330031', meituan, '']));
  await api.database.owner.query(
    `update imports set confirmed_at = confirmed_at - interval '8 days' where id = $1`,
    [done.id],
  );
  assert.equal((await undo(done.id)).json().code, 'undo_over');
});
