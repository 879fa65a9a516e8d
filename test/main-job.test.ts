// The main job over HTTP: a worker registers, reports with a photo, the grid worker handles, another verifies, points.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import sharp from 'sharp';
import { newId } from '../server/kernel/database/id.ts';
import { type Api, shuibosi, startApi } from './harness/api.ts';

let api: Api;
const grid = '140213066003-001';
const square = [
  [
    [
      [113.36, 40.08],
      [113.37, 40.08],
      [113.37, 40.09],
      [113.36, 40.09],
      [113.36, 40.08],
    ],
  ],
];

before(async () => {
  api = await startApi();
  await api.kernel.db.transaction({ as: 'system', street: shuibosi }, async (tx) => {
    await tx
      .insertInto('areas')
      .values({
        street: shuibosi,
        id: newId(),
        code: grid,
        level: 'grid',
        kind: 'grid',
        community: '140213066003',
        name: '太和第一网格',
        geometry: JSON.stringify({ type: 'MultiPolygon', coordinates: square }),
      })
      .execute();
  });
});

let shade = 0;
/** A picture unlike the earlier ones. */
async function picture(): Promise<Buffer> {
  shade += 1;
  const pixels = Buffer.from(
    Array.from({ length: 64 * 48 * 3 }, (_, at) => ((at * (shade * 7 + 3)) ^ (at >> shade)) & 255),
  );
  return sharp(pixels, { raw: { width: 64, height: 48, channels: 3 } })
    .resize(640, 480, { kernel: 'nearest' })
    .jpeg()
    .toBuffer();
}

test('a report goes from the rider to its grid worker, is solved and rewarded', async () => {
  const rider = await api.registered({ name: '贺真', phone: '19948818938' });
  const gridWorker = await api.staff('grid_worker', { community: '140213066003', grid });
  const dispatcher = await api.staff('dispatcher');
  const categories = (await api.nobody.get('/api/v1/categories')).json().categories as {
    code: string;
    parent: string | null;
    pace: string;
  }[];
  const category = categories.find((one) => one.parent !== null && one.pace === 'ordinary')?.code;

  const filed = await rider.postParts(
    '/api/v1/reports',
    ['report', { category, body: '路面有坑', point: { lng: 113.365, lat: 40.085 }, placeSource: 'phone' }],
    [{ bytes: await picture() }],
  );
  assert.equal(filed.statusCode, 201, filed.body);
  assert.equal(filed.json().grid.code, grid);
  assert.match(filed.json().number, /^066-\d{8}-\d{4}$/);
  const id = filed.json().id as string;

  const seen = (await gridWorker.get(`/api/v1/reports/${id}`)).json();
  assert.deepEqual(seen.allowed.slice(0, 1), ['accept']);
  assert.equal(seen.reporter, null, 'the name is hidden unless the reporter shows it');
  const step =
    (who: typeof rider, event: string, more: object = {}) =>
    async (seq: number) =>
      who.post(`/api/v1/reports/${id}/events`, { event, seq, ...more });
  assert.equal((await step(gridWorker, 'accept')(1)).statusCode, 200);
  assert.equal((await step(gridWorker, 'start')(2)).statusCode, 200);
  const unproven = await step(gridWorker, 'finish', { outcome: 'solved' })(3);
  assert.equal(unproven.json().code, 'proof_needed');
  const finished = await gridWorker.postParts(
    `/api/v1/reports/${id}/events`,
    ['event', { event: 'finish', seq: 3, outcome: 'solved', note: '已填平' }],
    [{ bytes: await picture() }],
  );
  assert.equal(finished.statusCode, 200, finished.body);
  assert.equal((await step(gridWorker, 'verify')(4)).json().code, 'own_work');
  const verified = await step(dispatcher, 'verify')(4);
  assert.equal(verified.json().state, 'closed', verified.body);

  const mine = (await rider.get(`/api/v1/reports/${id}`)).json();
  assert.equal(mine.state, 'closed');
  assert.equal(mine.points, 15);
  const points = (await rider.get('/api/v1/worker/points')).json();
  assert.equal(points.balance, 35);
  assert.deepEqual(
    points.transfers.map((one: { rule: string }) => one.rule),
    ['report_solved', 'report_accepted', 'registration'],
  );
  const notices = (await rider.get('/api/v1/worker/notices')).json().notices as { report: string | null }[];
  assert.ok(notices.filter((notice) => notice.report === id).length >= 4);
});
