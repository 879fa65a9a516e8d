// D2: a snap report is filed once and whole, or not at all with a sentence that says why.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import sharp from 'sharp';
import { type Api, type Caller, shuibosi, startApi } from '../../../test/harness/api.ts';
import {
  drawStreet,
  fileReport,
  gridsOf,
  middle,
  picture,
  type SceneGrid,
} from '../../../test/harness/scene.ts';
import { deadlineOf } from '../../kernel/time/working-time.ts';
import { limits } from './limits.ts';

const elsewhere = '140213065';
let api: Api;
let rider: Caller;
let grid: SceneGrid;

before(async () => {
  api = await startApi({ streets: [shuibosi, elsewhere] });
  const grids = gridsOf(shuibosi, ['003', '004']);
  grid = grids[0] as SceneGrid;
  const sites = await drawStreet(api.kernel, shuibosi, grids);
  rider = await api.registered({ name: '韩行', phone: '19930000001', site: sites[0] as string });
});

const counted = [
  'reports',
  'report_events',
  'report_photos',
  'photos',
  'idempotency_keys',
  'transfers',
  'messages',
  'audit',
];

/** How many rows there are of everything that a report can leave behind. */
async function left(): Promise<Record<string, number>> {
  const parts = counted.map((table) => `(select count(*)::int from ${table}) as ${table}`);
  return (await api.database.owner.query(`select ${parts.join(', ')}`)).rows[0];
}

const withoutPhoto = (more: object = {}) => ({
  category: 'riders.gate',
  body: '北门不让进',
  point: middle(grid),
  placeSource: 'map',
  ...more,
});
const withPhoto = (more: object = {}) => withoutPhoto({ category: 'roads.sign', ...more });

const post = (body: unknown, headers: Record<string, string> = {}) =>
  rider.post('/api/v1/reports', body, headers);
const send = (body: unknown, files: readonly Buffer[], headers: Record<string, string> = {}) =>
  rider.postParts(
    '/api/v1/reports',
    ['report', body],
    files.map((bytes) => ({ bytes })),
    headers,
  );

const raw = (payload: string | Buffer, type: string, headers: Record<string, string> = {}) =>
  api.app.inject({
    method: 'POST',
    url: '/api/v1/reports',
    headers: { cookie: rider.cookie, 'idempotency-key': randomUUID(), 'content-type': type, ...headers },
    payload,
  });

const part = (name: string, body: string, more = '') =>
  `--B\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n${body}\r\n`;
const formType = 'multipart/form-data; boundary=B';

const refusals: [string, () => Promise<LightMyRequestResponse>, number, string][] = [
  ['no photo where one is needed', () => post(withPhoto()), 400, 'photo_needed'],
  [
    'a category that is not there',
    () => post(withoutPhoto({ category: 'nothing' })),
    400,
    'unknown_category',
  ],
  ['a heading as category', () => post(withoutPhoto({ category: 'riders' })), 400, 'unknown_category'],
  ['no place at all', () => post(withoutPhoto({ point: undefined })), 400, 'place_needed'],
  [
    'a community of another street',
    () => post(withoutPhoto({ point: undefined, community: '140213065001' })),
    400,
    'unknown_community',
  ],
  [
    'a place outside the street',
    () => post(withoutPhoto({ point: { lng: 113.1, lat: 40.3 } })),
    422,
    'outside_street',
  ],
  ['a point that is none', () => post(withoutPhoto({ point: { lng: 999, lat: 40 } })), 400, 'report_field'],
  [
    'a point of text',
    () => post(withoutPhoto({ point: { lng: '113.365', lat: '40.085' } })),
    400,
    'report_field',
  ],
  ['a text that is too long', () => post(withoutPhoto({ body: '长'.repeat(501) })), 400, 'report_field'],
  ['a character nobody can keep', () => post(withoutPhoto({ body: '坑\u0000' })), 400, 'malformed'],
  ['a time that is none', () => post(withoutPhoto({ takenAt: '昨天' })), 400, 'report_field'],
  ['a day that is none', () => post(withoutPhoto({ takenAt: '2026-02-31T08:00:00Z' })), 400, 'report_field'],
  ['an unknown source of the place', () => post(withoutPhoto({ placeSource: 'guess' })), 400, 'report_field'],
  ['nothing', () => post(undefined), 400, 'report_field'],
  ['a list', () => post([withoutPhoto()]), 400, 'report_field'],
  [
    'no key',
    () => raw(JSON.stringify(withoutPhoto()), 'application/json', { 'idempotency-key': '' }),
    400,
    'key_needed',
  ],
  ['a key that is no UUID', () => post(withoutPhoto(), { 'idempotency-key': '1' }), 400, 'key_needed'],
  ['JSON that is none', () => raw('{"category":', 'application/json'), 400, 'malformed'],
  ['text', () => raw('there is a hole', 'text/plain'), 415, 'wrong_type'],
  ['XML', () => raw('<report/>', 'application/xml'), 415, 'wrong_type'],
  [
    'a body of a megabyte',
    () => raw(JSON.stringify(withoutPhoto({ body: 'x'.repeat(1_000_000) })), 'application/json'),
    413,
    'too_large',
  ],
  [
    'seven photos',
    async () =>
      send(
        withPhoto(),
        Array.from({ length: 7 }, () => Buffer.from('x')),
      ),
    400,
    'too_many_photos',
  ],
  [
    'nine photos',
    async () =>
      send(
        withPhoto(),
        Array.from({ length: 9 }, () => Buffer.from('x')),
      ),
    400,
    'too_many_photos',
  ],
  ['a photo of 16 MB', () => send(withPhoto(), [Buffer.alloc(16 * 1024 * 1024, 0xff)]), 413, 'too_large'],
  [
    'a GIF',
    () => send(withPhoto(), [Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64')]),
    415,
    'photo_type',
  ],
  ['a PDF', () => send(withPhoto(), [Buffer.from('%PDF-1.7\n1 0 obj\n')]), 415, 'photo_type'],
  ['an empty file', () => send(withPhoto(), [Buffer.alloc(0)]), 400, 'photo_empty'],
  [
    'a photo cut short',
    async () => send(withPhoto(), [(await picture()).subarray(0, 900)]),
    422,
    'photo_damaged',
  ],
  [
    'one good photo and one bad',
    async () => send(withPhoto(), [await picture(), Buffer.from('GIF89a')]),
    415,
    'photo_type',
  ],
  ['a form without a boundary', () => raw('x', 'multipart/form-data'), 400, 'malformed'],
  ['a form that is none', () => raw('no form at all', formType), 400, 'malformed'],
  [
    'a form cut short',
    () =>
      raw(
        `${part('report', JSON.stringify(withoutPhoto()))}--B\r\ncontent-disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\nabc`,
        formType,
      ),
    400,
    'malformed',
  ],
  ['a form without the report', () => raw(`${part('note', 'x')}--B--\r\n`, formType), 400, 'report_field'],
  [
    'a form whose report is no JSON',
    () => raw(`${part('report', '{oops')}--B--\r\n`, formType),
    400,
    'report_field',
  ],
  [
    'a form with a hundred fields',
    () => raw(`${Array.from({ length: 100 }, (_, at) => part(`f${at}`, 'x')).join('')}--B--\r\n`, formType),
    413,
    'too_large',
  ],
  [
    'a form with a field called __proto__',
    () => raw(`${part('__proto__', 'x')}${part('report', '{}')}--B--\r\n`, formType),
    400,
    'malformed',
  ],
];

for (const [what, attempt, status, code] of refusals) {
  test(`refused whole: ${what}`, async () => {
    const earlier = await left();
    const answer = await attempt();
    assert.deepEqual([answer.statusCode, answer.json().code], [status, code], answer.body);
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
    const { title, titleEn } = answer.json();
    assert.ok(/[\u4e00-\u9fff]/.test(title) && /^[\x20-\x7e\u2018-\u201d…]+$/.test(titleEn), answer.body);
    assert.ok(!/\bat .*\.ts|node_modules|Error:/.test(answer.body), 'no trace of code');
    assert.deepEqual(await left(), earlier);
  });
}

test('a report tells its number, grid and when it will be accepted, in working hours', async () => {
  const answer = await post(withoutPhoto({ showName: true, placeNote: '北门岗亭' }));
  assert.equal(answer.statusCode, 201, answer.body);
  const filed = answer.json();
  assert.equal(filed.grid.code, grid.code);
  assert.match(filed.next.zh, /最迟.+受理/);
  const seen = (await rider.get(`/api/v1/reports/${filed.id}`)).json();
  const since = Temporal.Instant.from(seen.submittedAt);
  assert.equal(
    filed.deadline,
    new Date(deadlineOf(since, limits.ordinary.accept).epochMilliseconds).toISOString(),
  );
  assert.deepEqual(
    seen.events.map((event: { event: string; state: string; deadline: string }) => [
      event.event,
      event.state,
      event.deadline,
    ]),
    [['submit', 'submitted', filed.deadline]],
  );
  assert.deepEqual([seen.isMine, seen.reporter.name, seen.placeNote], [true, '韩行', '北门岗亭']);
});

test('an urgent report runs on the natural clock', async () => {
  const filed = (await post(withoutPhoto({ category: 'emergency.tree_down' }))).json();
  const minutes = (Date.parse(filed.deadline) - Date.now()) / 60_000;
  assert.ok(minutes > 14 && minutes <= 15, `${minutes} minutes`);
});

test('a repeat of the key gives the same report, also with photos and a new session', async () => {
  const key = { 'idempotency-key': randomUUID() };
  const photo = await picture();
  const first = await send(withPhoto(), [photo], key);
  assert.equal(first.statusCode, 201, first.body);
  const again = await send(withPhoto(), [photo], key);
  assert.deepEqual([again.statusCode, again.headers['idempotent-replay']], [200, 'true']);
  assert.deepEqual([again.json().id, again.json().number], [first.json().id, first.json().number]);
  const other = await send(withPhoto(), [await picture()], key);
  assert.deepEqual([other.statusCode, other.json().code], [422, 'key_reused']);
  const text = await send(withPhoto({ body: '别的' }), [photo], key);
  assert.equal(text.json().code, 'key_reused');
  assert.equal((await send(withPhoto(), [photo])).json().code, 'sent_already');
});

test('a key belongs to one person: another may use the same', async () => {
  const other = await api.registered({ name: '杨他', phone: '19930000002' });
  const key = { 'idempotency-key': randomUUID() };
  const one = await post(withoutPhoto(), key);
  const two = await other.post('/api/v1/reports', withoutPhoto(), key);
  assert.deepEqual([one.statusCode, two.statusCode], [201, 201]);
  assert.notEqual(one.json().id, two.json().id);
});

test('a request that was not signed in does not use up its key', async () => {
  const key = { 'idempotency-key': randomUUID() };
  const earlier = await left();
  const stranger = api.holder(`nuanxin-worker=${shuibosi}.${'A'.repeat(43)}`);
  assert.equal((await stranger.post('/api/v1/reports', withoutPhoto(), key)).statusCode, 401);
  const withFile = await stranger.postParts(
    '/api/v1/reports',
    ['report', withPhoto()],
    [{ bytes: await picture() }],
    key,
  );
  assert.equal(withFile.json().code, 'signed_out');
  assert.deepEqual(await left(), earlier);
  assert.equal((await post(withoutPhoto(), key)).statusCode, 201);
});

for (const kind of ['without', 'with'] as const) {
  test(`fifty repeats at once ${kind} a photo file one report`, async () => {
    const key = { 'idempotency-key': randomUUID() };
    const photo = await picture();
    const earlier = await left();
    const answers = await Promise.all(
      Array.from({ length: kind === 'with' ? 12 : 50 }, () =>
        kind === 'with' ? send(withPhoto(), [photo], key) : post(withoutPhoto(), key),
      ),
    );
    const statuses = answers.map(({ statusCode }) => statusCode);
    assert.deepEqual(statuses.filter((status) => status === 201).length, 1, statuses.join(' '));
    assert.ok(
      answers.every(({ statusCode }) => statusCode === 200 || statusCode === 201),
      answers.map(({ body }) => body).join('\n'),
    );
    assert.equal(new Set(answers.map((answer) => answer.json().number)).size, 1);
    const now = await left();
    const more = kind === 'with' ? 1 : 0;
    assert.deepEqual(now, {
      ...earlier,
      reports: (earlier.reports ?? 0) + 1,
      report_events: (earlier.report_events ?? 0) + 1,
      idempotency_keys: (earlier.idempotency_keys ?? 0) + 1,
      photos: (earlier.photos ?? 0) + more,
      report_photos: (earlier.report_photos ?? 0) + more,
    });
  });
}

test('two hundred reports at once have two hundred numbers without a gap', async () => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, at) => post(withoutPhoto({ body: `第${at}件` }))),
  );
  assert.ok(answers.every(({ statusCode }) => statusCode === 201));
  const numbers = answers
    .map((answer) => Number((answer.json().number as string).slice(-4)))
    .sort((a, b) => a - b);
  const first = numbers[0] as number;
  assert.deepEqual(
    numbers,
    Array.from({ length: 200 }, (_, at) => first + at),
  );
});

test('every report has its first event, and no event or photo is without its report', async () => {
  const { rows } = await api.database.owner.query(
    `select r.number from reports r where not exists (select from report_events e where e.street = r.street and e.report = r.id and e.seq = 1)
     or r.photo_count <> (select count(*) from report_photos p where p.street = r.street and p.report = r.id and p.seq = 1)
     union all select p.id::text from photos p where not exists (select from report_photos x where x.street = p.street and x.photo = p.id)
     union all select k.key::text from idempotency_keys k where k.route = 'reports' and not exists (select from reports r where r.street = k.street and r.id = k.made)`,
  );
  assert.deepEqual(rows, []);
});

test('one’s own reports come newest first, page by page', async () => {
  const page = async (after: string) => {
    const answer = await rider.get(`/api/v1/worker/reports?limit=100${after}`);
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json();
  };
  const first = await page('');
  const second = await page(`&after=${first.next}`);
  const ids = [...first.reports, ...second.reports].map((report: { id: string }) => report.id);
  assert.equal(new Set(ids).size, 200);
  assert.deepEqual(ids, [...ids].sort().reverse());
  assert.equal((await rider.get('/api/v1/worker/reports?after=no-id')).json().code, 'bad_after');
  assert.equal((await rider.get('/api/v1/worker/reports?limit=1000')).json().code, 'invalid');
});

test('where the photo was taken, when and with what is gone from all that is kept and served', async () => {
  const turned = await sharp({ create: { width: 120, height: 80, channels: 3, background: '#0b7285' } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'SecretPhone', Artist: 'somebody' },
      IFD2: { DateTimeOriginal: '2026:11:20 08:15:30' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '40/1 4/1 30/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '113/1 18/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  assert.ok(turned.includes('SecretPhone') || (await sharp(turned).metadata()).exif);
  const filed = (await send(withPhoto(), [turned])).json();
  const { photos } = (await rider.get(`/api/v1/reports/${filed.id}`)).json();
  assert.deepEqual([photos[0].width, photos[0].height], [80, 120], 'upright');
  for (const [path, type, format] of [
    [`/api/v1/photos/${photos[0].id}`, 'image/jpeg', 'jpeg'],
    [`/api/v1/photos/${photos[0].id}/small`, 'image/webp', 'webp'],
  ] as const) {
    const served = await rider.get(path);
    assert.equal(served.statusCode, 200);
    assert.equal(served.headers['content-type'], type);
    assert.match(String(served.headers['cache-control']), /^private/);
    const facts = await sharp(served.rawPayload).metadata();
    assert.equal(facts.format, format);
    assert.deepEqual(
      [facts.exif, facts.xmp, facts.iptc, facts.icc],
      [undefined, undefined, undefined, undefined],
    );
    assert.ok(!served.rawPayload.includes('SecretPhone') && !served.rawPayload.includes('Exif'));
  }
});

test('another worker and another street see neither report nor photo, and learn nothing from trying', async () => {
  const filed = (await fileReport(rider, grid)).json();
  const photo = (await rider.get(`/api/v1/reports/${filed.id}`)).json().photos[0].id;
  const strangers = [
    await api.registered({ name: '朱外', phone: '19930000003' }),
    await api.registered({ name: '秦外', phone: '19930000004', street: elsewhere }),
    await api.staff('dispatcher', { street: elsewhere }),
    await api.staff('grid_worker', { community: '140213066004', grid: '140213066004-001' }),
  ];
  for (const stranger of strangers) {
    for (const path of [
      `/api/v1/reports/${filed.id}`,
      `/api/v1/photos/${photo}`,
      `/api/v1/photos/${photo}/small`,
    ]) {
      const refused = await stranger.get(path);
      const nothing = await stranger.get(path.replace(/[0-9a-f-]{36}/, randomUUID()));
      assert.deepEqual([refused.statusCode, refused.json().code], [404, nothing.json().code]);
    }
    const step = await stranger.post(`/api/v1/reports/${filed.id}/events`, {
      event: 'remark',
      seq: 1,
      note: '看看',
    });
    assert.equal(step.json().code, 'no_such_report');
  }
});
