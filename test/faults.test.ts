// The database breaks off connections while reports are filed and handled: people try again, and nothing is lost or doubled.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { type Api, type Caller, shuibosi, startApi } from './harness/api.ts';
import { asSuperuser } from './harness/cluster.ts';
import { testCluster } from './harness/database.ts';
import { drawStreet, gridsOf, middle, picture, type SceneGrid } from './harness/scene.ts';

let api: Api;
let rider: Caller;
let gridWorker: Caller;
let grid: SceneGrid;

before(async () => {
  api = await startApi();
  const grids = gridsOf(shuibosi, ['003', '004']);
  grid = grids[0] as SceneGrid;
  await drawStreet(api.kernel, shuibosi, grids);
  rider = await api.registered({ name: '曹坚', phone: '19980000001' });
  gridWorker = await api.staff('grid_worker', { community: grid.community, grid: grid.code });
});

/** Breaks off every connection of the server's, thirty times within a second or until told to stop; returns how many. */
async function breakConnections(until: Promise<unknown>): Promise<number> {
  const cluster = await testCluster();
  let broken = 0;
  let over = false;
  void until.finally(() => {
    over = true;
  });
  await asSuperuser(cluster.superuser, async (client) => {
    for (let times = 0; times < 30 && !over; times++) {
      const { rows } = await client.query(
        "select count(pg_terminate_backend(pid))::int as n from pg_stat_activity where datname = $1 and usename = 'nuanxin_app'",
        [api.database.name],
      );
      broken += rows[0].n;
      await client.query('select pg_sleep(0.03)');
    }
  });
  return broken;
}

/** Sends again while the answer is 503, as pages do with the same key. */
async function persistently(send: () => Promise<LightMyRequestResponse>): Promise<LightMyRequestResponse> {
  for (let tries = 1; ; tries++) {
    const answer = await send();
    if (answer.statusCode !== 503 || tries === 200) return answer;
    assert.equal(answer.json().code, 'unavailable');
    assert.ok(Number(answer.headers['retry-after']) > 0);
  }
}

test('reports filed while connections break are there once each, whole', async () => {
  const drafts = await Promise.all(
    Array.from({ length: 24 }, async (_, at) => ({
      key: randomUUID(),
      photo: at % 4 === 0 ? await picture() : null,
    })),
  );
  const filed = Promise.all(
    drafts.map(({ key, photo }) =>
      persistently(() => {
        const headers = { 'idempotency-key': key };
        const report = {
          category: photo ? 'roads.sign' : 'riders.gate',
          point: middle(grid),
          placeSource: 'phone',
        };
        return photo
          ? rider.postParts('/api/v1/reports', ['report', report], [{ bytes: photo }], headers)
          : rider.post('/api/v1/reports', report, headers);
      }),
    ),
  );
  const [answers, broken] = await Promise.all([filed, breakConnections(filed)]);
  assert.ok(broken > 0, 'connections were broken off');
  assert.ok(
    answers.every(({ statusCode }) => statusCode === 200 || statusCode === 201),
    answers.map(({ body }) => body).join('\n'),
  );
  assert.equal(new Set(answers.map((answer) => answer.json().number)).size, drafts.length);
  const { rows } = await api.database.owner.query(
    `select (select count(*)::int from reports) as reports, (select count(*)::int from report_events) as events,
       (select count(*)::int from report_photos) as photos, (select count(*)::int from photos) as pictures,
       (select count(*)::int from idempotency_keys where route = 'reports') as keys`,
  );
  assert.deepEqual(rows[0], { reports: 24, events: 24, photos: 6, pictures: 6, keys: 24 });
});

test('steps taken while connections break happen once, with their points', async () => {
  const { reports } = (await gridWorker.get('/api/v1/reports?limit=10')).json() as {
    reports: { id: string }[];
  };
  const earned = (await rider.get('/api/v1/worker/points')).json().balance;
  const taken = Promise.all(
    reports.map(({ id }) => {
      const headers = { 'idempotency-key': randomUUID() };
      return persistently(() =>
        gridWorker.post(`/api/v1/reports/${id}/events`, { event: 'accept', seq: 1 }, headers),
      );
    }),
  );
  const [answers, broken] = await Promise.all([taken, breakConnections(taken)]);
  assert.ok(broken > 0);
  assert.ok(
    answers.every(({ statusCode }) => statusCode === 200),
    answers.map(({ body }) => body).join('\n'),
  );
  assert.ok(answers.every((answer) => answer.json().events.length === 2));
  assert.equal((await rider.get('/api/v1/worker/points')).json().balance, earned + 50);
  const { rows } = await api.database.owner.query(
    "select count(*)::int as notices from messages where template = 'report.accept'",
  );
  assert.equal(rows[0].notices, 10);
});
