// Every route × every role × whose thing it is, over HTTP, against the table in access-table.ts.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { newId } from '../server/kernel/database/id.ts';
import { type AccessRole, accessTable, roles } from './access-table.ts';
import { type Api, type Caller, shuibosi, startApi } from './harness/api.ts';
import { drawStreet, fileReport, gridsOf, middle, type SceneGrid } from './harness/scene.ts';

const elsewhere = '140213065';
const things = ['own', 'same community', 'other community', 'other street'] as const;

interface Place {
  street: string;
  grid: SceneGrid;
  site: string;
  worker: Caller;
  report: string;
  photo: string;
  points: string;
}

let api: Api;
let callers: Record<AccessRole, Caller>;
let places: Place[];

before(async () => {
  api = await startApi({ streets: [shuibosi, elsewhere] });
  const here = gridsOf(shuibosi, ['003', '004']);
  const there = gridsOf(elsewhere, ['001', '002']);
  const sites = await drawStreet(api.kernel, shuibosi, here);
  const [siteThere] = await drawStreet(api.kernel, elsewhere, there);
  const spots = [
    ...here.map((grid, at) => ({ street: shuibosi, grid, site: sites[at] })),
    { street: elsewhere, grid: there[0], site: siteThere },
  ];
  places = [];
  for (const [at, { street, grid, site }] of spots.entries()) {
    assert.ok(grid && site);
    const worker = await api.registered({ name: '赵钱孙', phone: `1990000000${at}`, site, street });
    const filed = await fileReport(worker, grid);
    assert.equal(filed.statusCode, 201, filed.body);
    const report = filed.json().id as string;
    const { photos } = (await worker.get(`/api/v1/reports/${report}`)).json();
    const points = (await worker.get('/api/v1/worker/points')).json().transfers[0].id as string;
    places.push({ street, grid, site, worker, report, photo: photos[0].id, points });
  }
  const community = here[0]?.community as string;
  const pending = await api.staff('dispatcher');
  await api.database.owner.query('update staff set totp_confirmed_at = null where id = $1', [pending.id]);
  callers = {
    public: api.nobody,
    pending,
    worker: places[0]?.worker as Caller,
    'grid worker': await api.staff('grid_worker', { community, grid: here[0]?.code as string }),
    'community worker': await api.staff('community_worker', { community }),
    dispatcher: await api.staff('dispatcher'),
    'street admin': await api.staff('street_admin'),
    'site manager': await api.staff('site_manager'),
    auditor: await api.staff('auditor'),
  };
});

/** What is sent where the route needs a body: right in form, and refused or harmless once past the door. */
const bodies: Record<string, () => unknown> = {
  'POST /api/v1/first-run': () => ({
    street: shuibosi,
    name: '张三',
    login: 'first',
    password: 'long enough to be one',
    setupCode: 'WRONG',
  }),
  'POST /api/v1/staff-sessions': () => ({
    street: shuibosi,
    login: 'nobody.else',
    password: 'a-long-first-password',
  }),
  'PUT /api/v1/me/totp': () => ({ totp: '000000' }),
  'PUT /api/v1/me/password': () => ({ old: 'a-long-first-password', new: 'aaaaaaaaaaaa' }),
  'POST /api/v1/staff': () => ({ login: 'new.person', name: '新人', role: 'grid_worker' }),
  'POST /api/v1/codes': () => ({ street: shuibosi, phone: '12345678901' }),
  'POST /api/v1/worker-sessions': () => ({ street: shuibosi, phone: '12345678901', code: '000000' }),
  'POST /api/v1/registrations': () => ({
    street: shuibosi,
    ticket: 'x',
    name: '1',
    consentVersion: 1,
    roles: [],
  }),
  'PATCH /api/v1/worker/me': () => ({}),
  'POST /api/v1/workers/:id/reveal': () => ({ purpose: '核对电话' }),
  'POST /api/v1/workers/:id/assignments': () => ({
    community: '999999999999',
    grid: null,
    reason: '走访核实',
  }),
  'POST /api/v1/imports': () => ({}),
  'PUT /api/v1/imports/:id/reading': () => ({ sheets: [] }),
  'PUT /api/v1/imports/:id/decisions': () => ({ decisions: {} }),
  'POST /api/v1/imports/:id/confirm': () => ({}),
  'PUT /api/v1/sites/:id/point': () => ({ point: middle((places[0] as Place).grid) }),
  'POST /api/v1/tasks/:id/done': () => ({ outcome: '已核对' }),
  'POST /api/v1/reports': () => ({
    category: 'riders.gate',
    point: middle((places[0] as Place).grid),
    placeSource: 'phone',
  }),
  'POST /api/v1/reports/:id/events': () => ({ event: 'remark', seq: 999, note: '补充' }),
};

const queries: Record<string, string> = {
  'GET /api/v1/subdistricts': '?query=水泊寺',
  'GET /api/v1/areas': `?street=${shuibosi}`,
  'GET /api/v1/categories': `?street=${shuibosi}`,
  'GET /api/v1/points-policy': `?street=${shuibosi}`,
  'GET /api/v1/outbox': `?street=${shuibosi}`,
  'GET /api/v1/workers': '?limit=100',
  'GET /api/v1/reports': '?limit=100',
};

/** The id of the thing that a route is about, made or found at a place. */
async function idOf(route: string, place: Place): Promise<string> {
  if (/\/(workers|worker\/me)/.test(route)) return place.worker.id;
  if (route.includes('photos')) return place.photo;
  if (route.includes('points')) return place.points;
  if (route.includes('sites')) return place.site;
  if (/reports|map/.test(route)) return place.report;
  if (route.includes('tasks')) return newTask(place);
  if (route.includes('imports')) return newImport(place);
  if (route.includes('/staff')) return (await api.staff('site_manager', { street: place.street })).id;
  return '';
}

async function newTask({ street, grid }: Place): Promise<string> {
  const id = newId();
  await api.kernel.db.transaction({ as: 'system', street }, (tx) =>
    tx.insertInto('tasks').values({ street, id, kind: 'name_differs', community: grid.community }).execute(),
  );
  return id;
}

async function newImport({ street }: Place): Promise<string> {
  const id = newId();
  await api.kernel.db.transaction({ as: 'system', street }, (tx) =>
    tx
      .insertInto('imports')
      .values({
        street,
        id,
        kind: 'roster',
        file_name: '摸排表.xlsx',
        file_sha256: Buffer.alloc(32),
        state: 'previewed',
        created_by: 'system',
      })
      .execute(),
  );
  return id;
}

const rows = accessTable
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()));
const header = rows.shift() as string[];

async function call(route: string, role: AccessRole, id: string): Promise<LightMyRequestResponse> {
  const [method = '', url = ''] = route.split(' ');
  const path = url.replace(':id', id).replace(':street', shuibosi) + (queries[route] ?? '');
  const who = callers[role];
  const send = { GET: who.get, POST: who.post, PUT: who.put, PATCH: who.patch, DELETE: who.delete }[method];
  assert.ok(send, method);
  return send === who.get ? who.get(path) : (send as Caller['post'])(path, bodies[route]?.());
}

function outcome(answer: LightMyRequestResponse, expected: string, id: string): string {
  if (answer.statusCode >= 500) return String(answer.statusCode);
  if (expected === 'in' || expected === 'out')
    return answer.statusCode !== 200 ? String(answer.statusCode) : answer.body.includes(id) ? 'in' : 'out';
  const code = /problem\+json/.test(String(answer.headers['content-type'])) ? answer.json().code : '';
  if (code === 'wrong_sign_in') return 'ok'; // the door of the sign-in itself
  return [401, 403, 404].includes(answer.statusCode) ? String(answer.statusCode) : 'ok';
}

test('the table names every role', () => {
  assert.deepEqual(header.slice(1), [...roles]);
});

test('every route has a row, and every row a route', () => {
  const isPage = (url: string) =>
    !/^\/(api\/v1\/|api\/openapi|open311\/|calendar\/|healthz|readyz|metrics)/.test(url);
  const found = new Set<string>();
  for (const { method, url, config } of api.app.knownRoutes)
    for (const one of [method].flat()) {
      if (isPage(url)) {
        assert.deepEqual(config?.access, ['public'], `${url} is a page`);
        assert.match(one, /^(GET|HEAD)$/);
      } else if (one !== 'HEAD') found.add(`${one} ${url}`);
    }
  assert.deepEqual([...found].sort(), rows.map(([route]) => route).sort());
});

test('a HEAD request meets the same rule as the GET', () => {
  const ruleOf = (wanted: string, at: string) =>
    api.app.knownRoutes.find(({ method, url }) => method === wanted && url === at)?.config?.access;
  for (const { method, url, config } of api.app.knownRoutes)
    if (method === 'HEAD' && url.startsWith('/api/v1'))
      assert.deepEqual(config?.access, ruleOf('GET', url), url);
});

for (const [route = '', ...cells] of rows) {
  test(`access: ${route}`, async () => {
    const wrong: string[] = [];
    for (const [at, cell] of cells.entries()) {
      const role = roles[at] as AccessRole;
      const expected = cell.split(/\s+/);
      for (const [nth, want] of expected.entries()) {
        const id = await idOf(route, places[nth] as Place);
        const answer = await call(route, role, id);
        const got = outcome(answer, want, id);
        if (got !== want)
          wrong.push(
            `${role}, ${expected.length > 1 ? things[nth] : 'any'}: ${got} instead of ${want} (${answer.body.slice(0, 200)})`,
          );
      }
    }
    assert.deepEqual(wrong, []);
  });
}
