// D3: a report is accepted, handled, verified, closed, reopened, refused or withdrawn by those who may, once each.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { type Api, type Caller, shuibosi, startApi } from '../../../test/harness/api.ts';
import { drawStreet, gridsOf, middle, picture, type SceneGrid } from '../../../test/harness/scene.ts';
import { deadlineOf, type Limit } from '../../kernel/time/working-time.ts';
import { limits } from './limits.ts';

let api: Api;
let rider: Caller;
let gridWorker: Caller;
let secondGridWorker: Caller;
let communityWorker: Caller;
let dispatcher: Caller;
let grid: SceneGrid;

before(async () => {
  api = await startApi();
  const grids = gridsOf(shuibosi, ['003', '004']);
  grid = grids[0] as SceneGrid;
  await drawStreet(api.kernel, shuibosi, grids);
  const { community, code } = grid;
  rider = await api.registered({ name: '许办', phone: '19940000001' });
  gridWorker = await api.staff('grid_worker', { community, grid: code });
  secondGridWorker = await api.staff('grid_worker', { community, grid: code });
  communityWorker = await api.staff('community_worker', { community });
  dispatcher = await api.staff('dispatcher');
});

/** Files a report of the rider's; gives its id. */
async function filed(more: object = {}): Promise<string> {
  const answer = await rider.post('/api/v1/reports', {
    category: 'riders.gate',
    point: middle(grid),
    placeSource: 'phone',
    ...more,
  });
  assert.equal(answer.statusCode, 201, answer.body);
  return answer.json().id;
}

const detail = async (id: string, who: Caller = rider) => (await who.get(`/api/v1/reports/${id}`)).json();

type Wish = Record<string, unknown>;

/** Takes a step as the page does: with the last event seen, and proof photos when there are any. */
async function step(
  who: Caller,
  id: string,
  event: string,
  more: Wish = {},
  photos: Buffer[] = [],
  headers = {},
) {
  const seq = (more.seq as number | undefined) ?? (await detail(id)).events.length;
  const body = { event, ...more, seq };
  const path = `/api/v1/reports/${id}/events`;
  return photos.length > 0
    ? who.postParts(
        path,
        ['event', body],
        photos.map((bytes) => ({ bytes })),
        headers,
      )
    : who.post(path, body, headers);
}

async function done(answer: Promise<LightMyRequestResponse>) {
  const { statusCode, body } = await answer;
  assert.equal(statusCode, 200, body);
  return JSON.parse(body);
}

const code = async (answer: Promise<LightMyRequestResponse>) => {
  const { statusCode, body } = await answer;
  const said = JSON.parse(body);
  return [statusCode, said.code ?? said.state];
};

/** A report that the grid worker has handled. */
async function handled(): Promise<string> {
  const id = await filed();
  await done(step(gridWorker, id, 'accept'));
  await done(step(gridWorker, id, 'start'));
  await done(step(gridWorker, id, 'finish', { outcome: 'solved', note: '已处理' }, [await picture()]));
  return id;
}

async function closed(): Promise<string> {
  const id = await handled();
  await done(step(dispatcher, id, 'verify'));
  return id;
}

const notices = async () => (await rider.get('/api/v1/worker/notices')).json().notices;
const balance = async () => (await rider.get('/api/v1/worker/points')).json().balance as number;

test('each step has its time limit, in working hours, and is told to the reporter', async () => {
  const id = await filed(); // riders.gate: a hard one
  const isDue = (report: { events: { at: string; deadline: string }[]; deadline: string }, limit: Limit) => {
    const last = report.events.at(-1);
    assert.ok(last);
    const due = deadlineOf(Temporal.Instant.from(last.at), limit);
    assert.equal(report.deadline, new Date(due.epochMilliseconds).toISOString());
    assert.equal(last.deadline, report.deadline);
  };
  isDue(await detail(id), limits.hard.accept);
  await done(step(gridWorker, id, 'accept'));
  isDue(await detail(id), limits.hard.handle);
  const afterStart = await done(step(gridWorker, id, 'start'));
  assert.equal(afterStart.deadline, (await detail(id)).events[1].deadline, 'handling runs from acceptance');
  await done(step(gridWorker, id, 'finish', { note: '换好了' }, [await picture()]));
  isDue(await detail(id), limits.hard.verify);
  const end = await done(step(communityWorker, id, 'verify'));
  assert.deepEqual([end.state, end.deadline, end.next], ['closed', null, null]);
  const told = (await notices()).filter((notice: { report: string }) => notice.report === id);
  assert.equal(told.length, 4);
  assert.ok(told.some((notice: { body: { zh: string } }) => /接下来：.+最迟/.test(notice.body.zh)));
  assert.ok(told.some((notice: { body: { zh: string } }) => notice.body.zh.includes('换好了')));
});

test('a step on what has moved on is refused, and changes nothing', async () => {
  const id = await filed();
  await done(step(gridWorker, id, 'accept', { seq: 1 }));
  assert.deepEqual(await code(step(secondGridWorker, id, 'accept', { seq: 1 })), [409, 'state_changed']);
  assert.deepEqual(await code(step(rider, id, 'withdraw', { seq: 1 })), [409, 'state_changed']);
  assert.deepEqual(await code(step(gridWorker, id, 'start', { seq: 9 })), [409, 'state_changed']);
  assert.deepEqual(await code(step(gridWorker, id, 'accept')), [409, 'wrong_state']);
  assert.equal((await detail(id)).events.length, 2);
});

test('two grid workers accept at once: one wins, one is told, and points are given once', async () => {
  const id = await filed();
  const earned = await balance();
  const answers = await Promise.all(
    [gridWorker, secondGridWorker, communityWorker, dispatcher].map((who) =>
      step(who, id, 'accept', { seq: 1 }),
    ),
  );
  assert.equal(answers.filter(({ statusCode }) => statusCode === 200).length, 1);
  assert.deepEqual(
    answers.filter(({ statusCode }) => statusCode !== 200).map((answer) => answer.json().code),
    ['state_changed', 'state_changed', 'state_changed'],
  );
  assert.equal((await detail(id)).events.length, 2);
  assert.equal(await balance(), earned + 5);
});

test('a repeat of a step’s key does it once', async () => {
  const id = await filed();
  const key = { 'idempotency-key': randomUUID() };
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => step(gridWorker, id, 'accept', { seq: 1 }, [], key)),
  );
  assert.ok(
    answers.every(({ statusCode }) => statusCode === 200),
    answers.map(({ body }) => body).join('\n'),
  );
  assert.equal(answers.filter((answer) => answer.headers['idempotent-replay'] === 'true').length, 9);
  assert.equal((await detail(id)).events.length, 2);
  assert.deepEqual(await code(step(gridWorker, id, 'start', { seq: 2 }, [], key)), [422, 'key_reused']);
  const photo = await picture();
  await done(step(gridWorker, id, 'start'));
  const proofKey = { 'idempotency-key': randomUUID() };
  await done(step(gridWorker, id, 'finish', { seq: 3 }, [photo], proofKey));
  const again = await step(gridWorker, id, 'finish', { seq: 3 }, [photo], proofKey);
  assert.equal(again.headers['idempotent-replay'], 'true');
  assert.equal((await detail(id)).photos.length, 1);
});

test('who handled it cannot verify it; a second person or the reporter can', async () => {
  const id = await handled();
  assert.deepEqual(await code(step(gridWorker, id, 'verify')), [403, 'own_work']);
  assert.deepEqual(await code(step(gridWorker, id, 'not_solved', { note: '不行' })), [403, 'own_work']);
  assert.ok(!(await detail(id, gridWorker)).allowed.includes('verify'));
  const notYet = await done(step(secondGridWorker, id, 'not_solved', { note: '还有积水' }));
  assert.equal(notYet.state, 'handling');
  await done(step(gridWorker, id, 'finish', {}, [await picture()]));
  const end = await done(step(rider, id, 'verify'));
  assert.deepEqual([end.state, end.outcome], ['closed', 'solved']);
  const { rows } = await api.database.owner.query('select solved_by_reporter from reports where id = $1', [
    id,
  ]);
  assert.equal(rows[0].solved_by_reporter, true);
});

test('steps of others are refused as not yours, and what a step needs is asked for', async () => {
  const id = await filed();
  assert.deepEqual(await code(step(rider, id, 'accept')), [403, 'not_yours']);
  assert.deepEqual(await code(step(gridWorker, id, 'withdraw')), [403, 'not_yours']);
  assert.deepEqual(await code(step(gridWorker, id, 'reject', { reason: 'court' })), [403, 'not_yours']);
  assert.deepEqual(await code(step(gridWorker, id, 'escalate')), [400, 'unknown_event']);
  assert.deepEqual(await code(step(gridWorker, id, 'dance')), [400, 'unknown_event']);
  assert.deepEqual(await code(step(gridWorker, id, 'finish')), [409, 'wrong_state']);
  assert.deepEqual(await code(step(gridWorker, id, 'remark')), [400, 'note_needed']);
  assert.deepEqual(await code(step(communityWorker, id, 'reject')), [400, 'reason_needed']);
  assert.deepEqual(await code(step(communityWorker, id, 'reject', { reason: 'boring' })), [
    400,
    'reason_needed',
  ]);
  await done(step(gridWorker, id, 'accept'));
  assert.deepEqual(await code(step(communityWorker, id, 'start')), [403, 'not_yours']);
  await done(step(gridWorker, id, 'start'));
  assert.deepEqual(await code(step(secondGridWorker, id, 'finish', {}, [await picture()])), [
    403,
    'not_yours',
  ]);
  assert.deepEqual(await code(step(gridWorker, id, 'finish')), [400, 'proof_needed']);
  assert.deepEqual(await code(step(gridWorker, id, 'finish', { outcome: 'perfect' })), [
    400,
    'outcome_needed',
  ]);
  assert.deepEqual(await code(step(gridWorker, id, 'finish', { outcome: 'not_solvable' })), [
    400,
    'note_needed',
  ]);
  assert.deepEqual(await code(step(gridWorker, id, 'finish', { note: '字'.repeat(501) })), [
    400,
    'event_field',
  ]);
  assert.deepEqual(await code(step(gridWorker, id, 'finish', {}, [Buffer.from('%PDF-')])), [
    415,
    'photo_type',
  ]);
  assert.equal((await detail(id)).events.length, 3, 'refused steps leave nothing');
  assert.deepEqual((await detail(id)).photos, []);
});

test('what could not be solved is told why, gives no points for solving, and counts as such', async () => {
  const id = await filed();
  await done(step(gridWorker, id, 'accept'));
  const earned = await balance();
  await done(step(gridWorker, id, 'finish', { outcome: 'not_solvable', note: '产权单位不明' }));
  const end = await done(step(dispatcher, id, 'verify'));
  assert.deepEqual([end.state, end.outcome], ['closed', 'not_solvable']);
  assert.equal(await balance(), earned);
});

test('不予受理: the reporter is told the reason and the channel that helps', async () => {
  const id = await filed();
  const end = await done(step(communityWorker, id, 'reject', { reason: 'court' }));
  assert.deepEqual([end.state, end.deadline, end.allowed], ['rejected', null, []]);
  const [notice] = (await notices()).filter((one: { report: string }) => one.report === id);
  assert.match(notice.title.zh, /不予受理：.*诉讼.*12348/);
  assert.match((await detail(id)).events[1].title.zh, /12348/);
  assert.deepEqual(await code(step(gridWorker, id, 'accept')), [409, 'wrong_state']);
  assert.deepEqual(await code(step(gridWorker, id, 'remark', { note: '补' })), [409, 'wrong_state']);
});

test('the reporter withdraws before handling begins, not after', async () => {
  const one = await filed();
  assert.equal((await done(step(rider, one, 'withdraw'))).state, 'withdrawn');
  const two = await filed();
  await done(step(gridWorker, two, 'accept'));
  assert.equal((await done(step(rider, two, 'withdraw'))).state, 'withdrawn');
  const three = await filed();
  await done(step(gridWorker, three, 'accept'));
  await done(step(gridWorker, three, 'start'));
  assert.deepEqual(await code(step(rider, three, 'withdraw')), [409, 'wrong_state']);
});

test('the reporter reopens once, within 15 days, with a reason; points stay', async () => {
  const id = await closed();
  const earned = await balance();
  assert.deepEqual(await code(step(rider, id, 'reopen')), [400, 'note_needed']);
  assert.deepEqual(await code(step(gridWorker, id, 'reopen', { note: '我来' })), [403, 'not_yours']);
  const open = await done(step(rider, id, 'reopen', { note: '又坏了' }));
  assert.equal(open.state, 'handling');
  assert.equal(open.outcome, null);
  assert.equal(await balance(), earned);
  await done(step(gridWorker, id, 'finish', {}, [await picture()]));
  await done(step(dispatcher, id, 'verify'));
  assert.equal(await balance(), earned, 'solving it again gives nothing again');
  assert.deepEqual(await code(step(rider, id, 'reopen', { note: '再来' })), [409, 'only_once']);

  const late = await closed();
  await api.database.owner.query(
    "update report_events set at = at - interval '15 days 1 minute' where report = $1",
    [late],
  );
  assert.deepEqual(await code(step(rider, late, 'reopen', { note: '晚了' })), [409, 'too_late']);
  assert.ok(!(await detail(late)).allowed.includes('reopen'));
});

test('the reporter rates from 1 to 5, once per closing', async () => {
  const id = await closed();
  assert.deepEqual(await code(step(rider, id, 'rate')), [400, 'rating_needed']);
  assert.deepEqual(await code(step(rider, id, 'rate', { rating: 6 })), [400, 'event_field']);
  assert.deepEqual(await code(step(rider, id, 'rate', { rating: 4.5 })), [400, 'event_field']);
  assert.deepEqual(await code(step(rider, id, 'rate', { rating: 5, note: '好'.repeat(201) })), [
    400,
    'note_too_long',
  ]);
  assert.deepEqual(await code(step(gridWorker, id, 'rate', { rating: 5 })), [403, 'not_yours']);
  assert.equal((await done(step(rider, id, 'rate', { rating: 5, note: '很快' }))).rating, 5);
  assert.deepEqual(await code(step(rider, id, 'rate', { rating: 1 })), [409, 'only_once']);
});

test('the reporter’s name is seen by staff only when shown, and never in steps', async () => {
  const hidden = await filed();
  assert.ok(!(await gridWorker.get(`/api/v1/reports/${hidden}`)).body.includes('许办'));
  const shown = await filed({ showName: true });
  const seen = await detail(shown, gridWorker);
  assert.equal(seen.reporter.name, '许办');
  assert.ok(!JSON.stringify(seen.events).includes('许办'));
});

test('without a grid the community’s worker stands in; the list of a grid worker holds own grids alone', async () => {
  const id = await filed({ point: undefined, community: grid.community, placeSource: 'community' });
  assert.equal((await gridWorker.get(`/api/v1/reports/${id}`)).statusCode, 404);
  await done(step(communityWorker, id, 'accept'));
  assert.equal((await done(step(communityWorker, id, 'start'))).state, 'handling');
  const listed = (await gridWorker.get('/api/v1/reports?limit=100')).json().reports;
  assert.ok(listed.every((report: { grid: { code: string } }) => report.grid.code === grid.code));
});

test('a report’s state is what its events say, and every step left a trace', async () => {
  const { rows } = await api.database.owner.query(
    `select r.number from reports r where r.state <> (select e.state from report_events e
       where e.street = r.street and e.report = r.id order by e.seq desc limit 1)
     union all select r.number from reports r where (select count(*) from report_events e where e.report = r.id) <>
       1 + (select count(*) from audit a where a.subject_kind = 'report' and a.subject = r.id::text)`,
  );
  assert.deepEqual(rows, []);
});

test('the board counts what the list holds, by deadline and by state', async () => {
  await api.database.owner.query(
    "update reports set deadline = now() - interval '1 hour' where id in (select id from reports where state = 'accepted' limit 1)",
  );
  const board = (await dispatcher.get('/api/v1/reports/board')).json();
  for (const [state, count] of Object.entries(board.counts)) {
    const page = (await dispatcher.get(`/api/v1/reports?limit=100&state=${state}`)).json();
    assert.equal(page.reports.length, count, state);
  }
  const late = (await dispatcher.get('/api/v1/reports?overdue=true&limit=100')).json().reports;
  assert.equal(late.length, board.overdue);
  const first = (await dispatcher.get('/api/v1/reports?order=deadline&limit=5')).json();
  const second = (
    await dispatcher.get(`/api/v1/reports?order=deadline&limit=100&after=${encodeURIComponent(first.next)}`)
  ).json();
  const due = [...first.reports, ...second.reports].map(
    (report: { deadline: string | null }) => report.deadline ?? '9',
  );
  assert.deepEqual(due, [...due].sort());
  assert.equal(
    new Set([...first.reports, ...second.reports].map((report: { id: string }) => report.id)).size,
    due.length,
  );
  assert.equal((await dispatcher.get('/api/v1/reports?order=deadline&after=x')).json().code, 'bad_after');
});
