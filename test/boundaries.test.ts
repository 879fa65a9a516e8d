// Moving a boundary or a site: first whom it touches, then everything in one step, and back again.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Affected } from '../server/cohesion/census/contract.ts';
import { workbookBytes } from '../server/cohesion/census/xlsx-fixture.ts';
import { type Api, type Caller, shuibosi, startApi } from './harness/api.ts';
import { imported, linesOf, office, previewed } from './harness/imports.ts';

let api: Api;
let admin: Caller;
const taihe = '140213066003';
const site = '美团水泊寺配送站';

before(async () => {
  api = await startApi();
  admin = await api.staff('street_admin');
  await imported(api, admin, office.areas);
  await imported(api, admin, office.sites);
  const people = [
    ['姓名', '手机', '站点'],
    ['华一', '19944440001', site],
    ['华二', '19944440002', site],
    ['华三', '19944440003', '圆通速递太和路营业点'],
  ];
  await imported(api, admin, {
    kind: 'roster',
    name: '名册.xlsx',
    bytes: workbookBytes([{ name: '名册', rows: people }]),
  });
});

const rows = async (text: string): Promise<Record<string, unknown>[]> =>
  (await api.database.owner.query(text)).rows;
const gridOf = async (name: string) =>
  (await rows(`select grid from workers where name = '${name}'`))[0]?.grid;

/** The office's file with the second and third grid of 太和 merged into the second, which takes the third's place. */
function withoutThirdGrid() {
  const file = JSON.parse(office.areas.bytes.toString()) as {
    features: { properties: Record<string, unknown>; geometry: { type: string; coordinates: unknown[] } }[];
  };
  const code = (feature: (typeof file.features)[number]) => Object.values(feature.properties).map(String);
  const of = (wanted: string) => file.features.find((feature) => code(feature).includes(wanted));
  const third = of(`${taihe}-003`);
  const second = of(`${taihe}-002`);
  assert.ok(second && third);
  const parts = [second, third].flatMap(({ geometry }) =>
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates,
  );
  second.geometry = { type: 'MultiPolygon', coordinates: parts };
  const features = file.features.filter((feature) => feature !== third);
  return {
    kind: 'areas',
    name: '新边界.geojson',
    bytes: Buffer.from(JSON.stringify({ ...file, features })),
  };
}

test('moving a boundary lists who is affected; confirming moves them with their history; undoing brings them back', async () => {
  assert.equal(await gridOf('华一'), `${taihe}-003`);
  const [second] = await rows(`select id from workers where name = '华二'`);
  await admin.post(`/api/v1/workers/${second?.id}/assignments`, {
    ...{ community: taihe, grid: `${taihe}-001`, reason: '本人要求' },
  });
  const preview = await previewed(api, admin, withoutThirdGrid());
  assert.deepEqual(preview.counts, { changed: 2, unchanged: 34 });
  const changed = await linesOf(admin, preview.id, 'changed');
  assert.deepEqual(changed.map(({ site: code }) => code).sort(), [`${taihe}-002`, `${taihe}-003`]);

  const affected = (await admin.get(`/api/v1/imports/${preview.id}/affected`)).json() as Affected;
  assert.equal(affected.done, false);
  const told = affected.affected.map(({ name, from, to, overridden }) => ({
    ...{ name, from: from.grid?.code, to: to.grid?.code, overridden },
  }));
  assert.deepEqual(told, [
    { name: '华二', from: `${taihe}-001`, to: `${taihe}-002`, overridden: true },
    { name: '华一', from: `${taihe}-003`, to: `${taihe}-002`, overridden: false },
  ]);
  assert.equal(await gridOf('华一'), `${taihe}-003`, 'listing moves nobody');

  const done = await admin.post(`/api/v1/imports/${preview.id}/confirm`, {});
  assert.equal(done.json().state, 'confirmed', done.body);
  assert.deepEqual(
    [await gridOf('华一'), await gridOf('华二'), await gridOf('华三')],
    [`${taihe}-002`, `${taihe}-001`, `${taihe}-001`],
  );
  const history = await rows(
    `select a.grid, a.until is null as present from assignments a join workers w on w.id = a.worker where w.name = '华一' order by a.since`,
  );
  assert.deepEqual(history, [
    { grid: `${taihe}-003`, present: false },
    { grid: `${taihe}-002`, present: true },
  ]);
  const after = (await admin.get(`/api/v1/imports/${preview.id}/affected`)).json() as Affected;
  assert.deepEqual([after.done, after.affected.map(({ name }) => name)], [true, ['华一']]);
  const shown = (await api.nobody.get(`/api/v1/areas?street=${shuibosi}`)).json().features as {
    properties: { code: string };
  }[];
  assert.ok(!shown.some(({ properties }) => properties.code === `${taihe}-003`));

  assert.equal((await admin.post(`/api/v1/imports/${preview.id}/undo`)).json().state, 'undone');
  assert.equal(await gridOf('华一'), `${taihe}-003`);
  assert.equal((await rows(`select from areas where code = '${taihe}-003' and until is null`)).length, 1);
  assert.equal((await rows(`select from areas where code = '${taihe}-002'`)).length, 3, 'the history stays');
});

test('a site is moved by hand in two steps: whom it touches, then the move', async () => {
  const [found] = await rows(`select id, lng, lat from sites where name = '${site}'`);
  const [elsewhere] = await rows(`select lng, lat from sites where grid = '140213066001-003' limit 1`);
  const point = { lng: elsewhere?.lng, lat: elsewhere?.lat };
  const path = `/api/v1/sites/${found?.id}/point`;
  const asked = (await admin.put(path, { point })).json() as Affected;
  assert.deepEqual(
    asked.affected.map(({ name, to, overridden }) => [name, to.grid?.code, overridden]),
    [
      ['华二', '140213066001-003', true],
      ['华一', '140213066001-003', false],
    ],
  );
  assert.equal(await gridOf('华一'), `${taihe}-003`);
  const moved = (await admin.put(path, { point, confirm: true })).json() as Affected;
  assert.equal(moved.done, true);
  assert.deepEqual([await gridOf('华一'), await gridOf('华二')], ['140213066001-003', `${taihe}-001`]);
  const [now] = await rows(`select grid, reason from sites where id = '${found?.id}'`);
  assert.deepEqual(now, { grid: '140213066001-003', reason: 'in_grid' });
  const worker = await api.staff('community_worker', { community: taihe });
  assert.equal((await worker.put(path, { point })).statusCode, 403);
});

test('the poster of a site carries its registration link', async () => {
  const [found] = await rows(`select id from sites where name = '圆通速递太和路营业点'`);
  const answer = await admin.get(`/api/v1/sites/${found?.id}/poster.svg`);
  assert.equal(answer.headers['content-type'], 'image/svg+xml');
  assert.ok(answer.body.includes(`/s/${shuibosi}/${found?.id}`));
  assert.ok(answer.body.includes('圆通速递太和路营业点'));
  const taiheWorker = await api.staff('community_worker', { community: taihe });
  assert.equal((await taiheWorker.get(`/api/v1/sites/${found?.id}/poster.svg`)).statusCode, 200);
  const other = await api.staff('community_worker', { community: '140213066001' });
  assert.equal((await other.get(`/api/v1/sites/${found?.id}/poster.svg`)).statusCode, 404);
});
