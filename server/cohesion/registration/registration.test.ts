// A2: a worker registers with a proved phone, takes over the roster's row when the name agrees, and belongs somewhere.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { type Api, type Caller, shuibosi, startApi } from '../../../test/harness/api.ts';
import { drawStreet, gridsOf } from '../../../test/harness/scene.ts';
import { insertWorker } from '../census/index.ts';

const elsewhere = '140213065';
let api: Api;
let sites: string[];
const grids = gridsOf(shuibosi, ['003', '004']);

before(async () => {
  api = await startApi({ streets: [shuibosi, elsewhere] });
  sites = await drawStreet(api.kernel, shuibosi, grids);
});

let phones = 0;
function newPhone(): string {
  phones += 1;
  return `1992000${String(phones).padStart(4, '0')}`;
}

/** A row as an import leaves it. */
const listed = (name: string, phone: string, site?: string) =>
  api.kernel.db.transaction({ as: 'system', street: shuibosi }, (tx) =>
    insertWorker(tx, api.kernel.cipher, shuibosi, 'listed', { name, phone }, { mainSite: site ?? null }),
  );

const ticketFor = async (phone: string): Promise<string> => (await api.proved(phone)).json().ticket;

const wish = (name: string, ticket: string, more: object = {}) => ({
  street: shuibosi,
  ticket,
  name,
  consentVersion: 1,
  roles: [],
  ...more,
});

const register = (body: object, key: string = randomUUID(), who: Caller = api.holder('')) =>
  who.post('/api/v1/registrations', body, { 'idempotency-key': key });

const rows = async (text: string, values: unknown[] = []) =>
  (await api.database.owner.query(text, values)).rows;
const workersNamed = (name: string) =>
  rows(
    'select id, state, phone_masked, phone_hash, main_site, grid from workers where name = $1 order by created_at',
    [name],
  );

test('the roster row is taken over when the name agrees, however it is spaced', async () => {
  const phone = newPhone();
  const id = await listed('欧阳明', phone, sites[0]);
  const answer = await register(wish('欧阳 明', await ticketFor(phone)));
  assert.equal(answer.statusCode, 201, answer.body);
  const { worker, attached, belonging, points } = answer.json();
  assert.deepEqual([worker, attached, points], [id, true, 20]);
  assert.equal(belonging.grid.code, grids[0]?.code);
  assert.equal(belonging.reason, 'in_grid');
  const [row] = await workersNamed('欧阳明');
  assert.equal(row?.state, 'registered');
});

test('another name on a listed phone is another person: the old row loses the phone, and staff get a task', async () => {
  const phone = newPhone();
  const old = await listed('孙旧', phone, sites[0]);
  const answer = await register(wish('李新', await ticketFor(phone), { site: sites[2] }));
  assert.equal(answer.json().attached, false);
  assert.equal(answer.json().belonging.grid.code, grids[2]?.code);
  const [former] = await workersNamed('孙旧');
  assert.deepEqual([former?.state, former?.phone_masked, former?.phone_hash], ['listed', null, null]);
  const tasks = await rows("select subject, detail from tasks where kind = 'name_differs' and subject = $1", [
    answer.json().worker,
  ]);
  assert.deepEqual(tasks[0]?.detail, { listed: old });
  const found = await rows("select id from search_tokens where token like 'tel:%' and id = $1", [old]);
  assert.deepEqual(found, [], 'the former owner is no longer found by that number');
});

test('without a work site a worker is registered, flagged, and staff are told', async () => {
  const answer = await register(wish('周无', await ticketFor(newPhone())));
  assert.equal(answer.statusCode, 201);
  const { belonging, worker } = answer.json();
  assert.deepEqual(
    [belonging.community, belonging.grid, belonging.flagged, belonging.reason],
    [null, null, true, 'unassigned'],
  );
  const tasks = await rows("select id from tasks where kind = 'unassigned_worker' and subject = $1", [
    worker,
  ]);
  assert.equal(tasks.length, 1);
});

test('what does not fit is refused with its sentence, and nothing is written', async () => {
  const phone = newPhone();
  const ticket = await ticketFor(phone);
  const count = async () =>
    rows(
      'select (select count(*) from workers)::int as w, (select count(*) from consents)::int as c, (select count(*) from idempotency_keys)::int as k, (select count(*) from transfers)::int as t, (select count(*) from tasks)::int as a',
    );
  const before = await count();
  const cases: [object, number, string][] = [
    [wish('王1', ticket), 400, 'bad_name'],
    [wish('   ', ticket), 400, 'bad_name'],
    [wish('王五', ticket, { consentVersion: 2 }), 409, 'consent_outdated'],
    [wish('王五', ticket, { roles: ['king'] }), 400, 'unknown_role'],
    [wish('王五', ticket, { vehicle: 'rocket' }), 400, 'bad_vehicle'],
    [wish('王五', ticket, { site: randomUUID() }), 400, 'no_such_site'],
    [wish('王五', ticket, { street: '999999999' }), 404, 'no_such_street'],
    [wish('王五', 'not-a-ticket'), 401, 'ticket_expired'],
    [wish('王五', `${ticket.slice(0, -4)}AAAA`), 401, 'ticket_expired'],
    [wish('王五', ticket, { street: elsewhere }), 401, 'ticket_expired'],
    [wish('王五', oldTicket(phone)), 401, 'ticket_expired'],
    [wish('王\u0000五', ticket), 400, 'bad_name'],
    [wish('王五', ticket, { restHours: '下午\u0000' }), 400, 'malformed'],
    [{ ...wish('王五', ticket), roles: undefined }, 400, 'invalid'],
    [wish('王'.repeat(41), ticket), 400, 'invalid'],
  ];
  for (const [body, status, code] of cases) {
    const answer = await register(body);
    assert.deepEqual([answer.statusCode, answer.json().code], [status, code], JSON.stringify(body));
    assert.ok(answer.json().title && answer.json().titleEn);
    assert.equal(answer.cookies.length, 0);
  }
  assert.equal((await register(wish('王五', ticket), 'no-uuid')).json().code, 'key_needed');
  assert.deepEqual(await count(), before);
  assert.equal((await register(wish('王五', ticket))).statusCode, 201, 'the ticket still serves');
});

function oldTicket(phone: string): string {
  const note = JSON.stringify({ phone, until: Date.now() - 1000 });
  return api.kernel.cipher.seal(shuibosi, 'registration.ticket', note).toString('base64url');
}

test('twenty registrations under one key make one worker, and each answer signs in', async () => {
  const ticket = await ticketFor(newPhone());
  const key = randomUUID();
  const body = wish('吴同', ticket, { site: sites[1], roles: ['opinion'] });
  const answers = await Promise.all(Array.from({ length: 20 }, () => register(body, key)));
  assert.equal(answers.filter(({ statusCode }) => statusCode === 201).length, 1);
  assert.equal(answers.filter((answer) => answer.headers['idempotent-replay'] === 'true').length, 19);
  assert.equal(new Set(answers.map((answer) => answer.json().worker)).size, 1);
  assert.deepEqual(new Set(answers.map((answer) => answer.json().points)), new Set([20]));
  assert.equal((await workersNamed('吴同')).length, 1);
  for (const answer of [answers[0], answers[19]]) {
    const me = api.holder(`nuanxin-worker=${answer?.cookies[0]?.value}`);
    const card = (await me.get('/api/v1/worker/me')).json();
    assert.deepEqual([card.name, card.points, card.roles.length], ['吴同', 20, 1]);
  }
});

test('twenty registrations of one phone under different keys make one worker; the others are told to sign in', async () => {
  const ticket = await ticketFor(newPhone());
  const answers = await Promise.all(Array.from({ length: 20 }, () => register(wish('郑一', ticket))));
  const codes = answers.map((answer) => (answer.statusCode === 201 ? 'made' : answer.json().code)).sort();
  assert.deepEqual(codes, [...Array.from({ length: 19 }, () => 'already_registered'), 'made']);
  assert.equal((await workersNamed('郑一')).length, 1);
});

test('a key used for another content is refused; a lost answer is given again with a new ticket', async () => {
  const phone = newPhone();
  const key = randomUUID();
  const first = await register(wish('冯一', await ticketFor(phone)), key);
  assert.equal(first.statusCode, 201);
  const again = wish('冯一', makeTicketAgain(phone));
  const replay = await register(again, key);
  assert.equal(replay.statusCode, 200);
  assert.equal(replay.headers['idempotent-replay'], 'true');
  assert.equal(replay.json().worker, first.json().worker);
  const other = await register({ ...again, name: '冯二' }, key);
  assert.deepEqual([other.statusCode, other.json().code], [422, 'key_reused']);
});

function makeTicketAgain(phone: string): string {
  const note = JSON.stringify({ phone, until: Date.now() + 60_000 });
  return api.kernel.cipher.seal(shuibosi, 'registration.ticket', note).toString('base64url');
}

test('a registered worker signs in with a code, and out again', async () => {
  const phone = newPhone();
  await api.registered({ name: '陈回', phone });
  await api.database.owner.query("update phone_codes set created_at = created_at - interval '2 minutes'");
  const answer = await api.proved(phone);
  assert.equal(answer.statusCode, 201);
  assert.deepEqual(answer.json(), { registered: true });
  const cookie = answer.cookies[0];
  assert.deepEqual([cookie?.httpOnly, cookie?.sameSite], [true, 'Lax']);
  const me = api.holder(`nuanxin-worker=${cookie?.value}`);
  assert.equal((await me.get('/api/v1/me')).json().name, '陈回');
  assert.equal((await me.delete('/api/v1/session')).statusCode, 204);
  assert.equal((await me.get('/api/v1/me')).json().code, 'signed_out');
});

test('somebody who left registers again as the same person, without points twice, and old sessions stay ended', async () => {
  const phone = newPhone();
  const before = await api.registered({ name: '褚归', phone });
  await api.database.owner.query("update workers set state = 'left' where id = $1", [before.id]);
  assert.equal((await before.get('/api/v1/worker/me')).statusCode, 401);
  await api.database.owner.query("update phone_codes set created_at = created_at - interval '2 minutes'");
  const after = await register(wish('褚归', await ticketFor(phone)));
  assert.deepEqual([after.json().worker, after.json().attached, after.json().points], [before.id, true, 0]);
  assert.equal((await before.get('/api/v1/worker/me')).statusCode, 401, 'a lost phone stays signed out');
  const now = api.holder(`nuanxin-worker=${after.cookies[0]?.value}`);
  assert.equal((await now.get('/api/v1/worker/me')).json().points, 20);
});

test('one changes one’s own card, and only what may be changed', async () => {
  const me = await api.registered({ name: '卫己', phone: newPhone(), site: sites[0] as string });
  const changed = await me.patch('/api/v1/worker/me', {
    nickname: '小卫',
    vehicle: 'electric_bicycle',
    restHours: '14:00-16:00',
    roles: ['civility', 'elder_help'],
    name: '别人',
    points: 9999,
  });
  const card = changed.json();
  assert.equal(changed.statusCode, 200, changed.body);
  assert.deepEqual(
    [card.name, card.nickname, card.vehicle, card.restHours, card.points, card.roles.length],
    ['卫己', '小卫', 'electric_bicycle', '14:00-16:00', 20, 2],
  );
  assert.match(card.phoneMasked, /^199\*{4}\d{4}$/);
  assert.equal((await me.patch('/api/v1/worker/me', { vehicle: 'rocket' })).json().code, 'bad_vehicle');
  assert.equal((await me.patch('/api/v1/worker/me', { roles: ['king'] })).json().code, 'unknown_role');
  const dropped = await me.patch('/api/v1/worker/me', { roles: [], nickname: null });
  assert.deepEqual([dropped.json().roles, dropped.json().nickname], [[], null]);
});

test('谁看过我的信息: opening the page and seeing the phone leave a look each, page by page', async () => {
  const phone = newPhone();
  const me = await api.registered({ name: '蒋看', phone, site: sites[0] as string });
  const grid = await api.staff('grid_worker', {
    community: grids[0]?.community as string,
    grid: grids[0]?.code as string,
  });
  assert.deepEqual((await me.get('/api/v1/worker/looks')).json().looks, []);
  await grid.get('/api/v1/workers');
  assert.deepEqual((await me.get('/api/v1/worker/looks')).json().looks, [], 'a masked list is no look');
  assert.equal((await grid.get(`/api/v1/workers/${me.id}`)).statusCode, 200);
  const shown = await grid.post(`/api/v1/workers/${me.id}/reveal`, { purpose: '通知领取雨衣' });
  assert.equal(shown.json().phone, phone);
  const { looks } = (await me.get('/api/v1/worker/looks')).json();
  assert.deepEqual(
    looks.map((look: { what: { zh: string }; purpose: string | null }) => [look.what.zh, look.purpose]),
    [
      ['查看了您的完整手机号', '通知领取雨衣'],
      ['查看了您的登记信息', null],
    ],
  );
  assert.match(looks[0].by, /工作人员/);
  for (let more = 0; more < 23; more++) await grid.get(`/api/v1/workers/${me.id}`);
  const first = (await me.get('/api/v1/worker/looks')).json();
  const second = (await me.get(`/api/v1/worker/looks?after=${encodeURIComponent(first.next)}`)).json();
  assert.deepEqual([first.looks.length, second.looks.length, second.next], [20, 5, null]);
  assert.equal((await me.get('/api/v1/worker/looks?after=nonsense')).json().code, 'bad_after');
});

test('notices are read once shown, and none is lost between pages', async () => {
  const me = await api.registered({ name: '沈知', phone: newPhone() });
  const card = async () => (await me.get('/api/v1/worker/me')).json();
  assert.equal((await card()).unread, 1);
  // Messages of one transaction carry the same time.
  await api.database.owner.query(
    `insert into messages (street, id, channel, worker, template, body_cipher, state)
     select street, gen_random_uuid(), channel, worker, template, body_cipher, 'sent' from messages, generate_series(1, 30)
     where worker = $1`,
    [me.id],
  );
  const first = (await me.get('/api/v1/worker/notices')).json();
  const second = (await me.get(`/api/v1/worker/notices?after=${first.next}`)).json();
  const ids = [...first.notices, ...second.notices].map((notice: { id: string }) => notice.id);
  assert.deepEqual([ids.length, new Set(ids).size, second.next], [31, 31, null]);
  assert.equal(first.notices[0].read, false);
  assert.equal((await card()).unread, 0);
  assert.equal((await me.get('/api/v1/worker/notices')).json().notices[0].read, true);
  assert.equal((await me.get('/api/v1/worker/notices?after=9')).json().code, 'bad_after');
});

test('what the QR link opens: the office, the site, the consent and the seven roles', async () => {
  const opened = await api.nobody.get(`/api/v1/streets/${shuibosi}/welcome?site=${sites[1]}`);
  const welcome = opened.json();
  assert.equal(welcome.site.id, sites[1]);
  assert.equal(welcome.roles.length, 7);
  assert.ok(welcome.consent.full.zh.includes(welcome.name) && !welcome.consent.full.zh.includes('{street}'));
  assert.equal(
    (await api.nobody.get(`/api/v1/streets/${shuibosi}/welcome?site=${randomUUID()}`)).json().site,
    null,
  );
  assert.equal((await api.nobody.get('/api/v1/streets/999999999/welcome')).json().code, 'no_such_street');
});
