// What every route shares: errors as sentences, the origin check, headers, documents, figures for this machine alone.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { type Api, shuibosi, startApi } from '../../../test/harness/api.ts';
import { buildApp } from '../../app.ts';
import { type Db, databaseOver } from '../database/database.ts';
import { openPool } from '../database/pool.ts';
import { plainError } from './log.ts';
import { readTimeKey, timeKey } from './page-key.ts';

let api: Api;
before(async () => {
  api = await startApi();
});

const inject = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH',
  url: string,
  headers: Record<string, string> = {},
  payload?: string,
) => api.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });

const problem = (answer: {
  statusCode: number;
  headers: object;
  json(): { code: string; status: number; title: string; titleEn: string };
}) => {
  const type = (answer.headers as Record<string, unknown>)['content-type'];
  assert.match(String(type), /^application\/problem\+json/);
  const { code, status, title, titleEn } = answer.json();
  assert.equal(status, answer.statusCode);
  assert.ok(title && titleEn);
  return [status, code];
};

const json = { 'content-type': 'application/json' };

test('what cannot be read is answered with a sentence, the right status and no trace of code', async () => {
  const cases: [Promise<Awaited<ReturnType<typeof inject>>>, number, string][] = [
    [inject('POST', '/api/v1/codes', json, '{"street":'), 400, 'malformed'],
    [inject('POST', '/api/v1/codes', json, ''), 400, 'malformed'],
    [inject('POST', '/api/v1/codes', json, '{"__proto__":{"street":1}}'), 400, 'malformed'],
    [inject('POST', '/api/v1/codes', json, '[]'), 400, 'invalid'],
    [inject('POST', '/api/v1/codes', json, '{}'), 400, 'invalid'],
    [
      inject('POST', '/api/v1/codes', json, JSON.stringify({ street: shuibosi, phone: 'x'.repeat(300_000) })),
      413,
      'too_large',
    ],
    [inject('POST', '/api/v1/codes', { 'content-type': 'text/plain' }, 'hello'), 415, 'wrong_type'],
    [inject('POST', '/api/v1/codes', { 'content-type': 'application/xml' }, '<a/>'), 415, 'wrong_type'],
    [
      inject('POST', '/api/v1/codes', { 'content-type': 'application/x-www-form-urlencoded' }, 'a=b'),
      415,
      'wrong_type',
    ],
    [inject('GET', '/api/v1/nothing'), 404, 'not_found'],
    [inject('GET', '/api/v2/reports'), 404, 'not_found'],
    [inject('POST', '/s/nothing', json, '{}'), 404, 'not_found'],
    [inject('GET', '/nothing.php'), 404, 'not_found'],
    [inject('GET', '/api/v1/%ff'), 400, 'malformed'],
    [inject('GET', '/api/v1/reports/../../etc/passwd'), 404, 'not_found'],
    [inject('GET', '/assets/%2e%2e/%2e%2e/package.json'), 404, 'not_found'],
    [inject('GET', `/api/v1/areas?street=${shuibosi}%00`), 400, 'invalid'],
    [inject('GET', '/api/v1/reports/no-uuid'), 400, 'invalid'],
  ];
  for (const [asked, status, code] of cases) {
    const answer = await asked;
    assert.deepEqual(problem(answer), [status, code], answer.body);
    assert.ok(!/node_modules|\.ts:|at .*\(/.test(answer.body), answer.body);
  }
});

test('a wrong method is told which ones the address takes', async () => {
  for (const [method, url, allow] of [
    ['DELETE', '/api/v1/categories', 'GET'],
    ['GET', '/api/v1/codes', 'POST'],
    ['PUT', `/api/v1/reports/${crypto.randomUUID()}`, 'GET'],
  ] as const) {
    const answer = await inject(method, url);
    assert.deepEqual(problem(answer), [405, 'method_not_allowed'], url);
    assert.ok(String(answer.headers.allow).split(', ').includes(allow), url);
  }
});

test('a wrong field is named with its own sentence', async () => {
  const answer = await inject(
    'POST',
    '/api/v1/codes',
    json,
    JSON.stringify({ street: shuibosi, phone: '1' }),
  );
  assert.deepEqual(answer.json().fields, [
    { path: 'phone', zh: '至少 11 个字', en: 'at least 11 characters' },
  ]);
  const missing = await inject('POST', '/api/v1/codes', json, JSON.stringify({ street: shuibosi }));
  assert.deepEqual(missing.json().fields, [{ path: 'phone', zh: '这一项必须填写', en: 'this is needed' }]);
});

test('while the database is away, work is answered with 503 and when to come again, and /readyz says so', async () => {
  const gone = databaseOver(openPool({ host: '127.0.0.1', port: 1, user: 'x', database: 'x' }, 2));
  let here: Db = api.kernel.db;
  const db: Db = {
    batch: (entry, queries) => here.batch(entry, queries),
    transaction: (entry, work, options) => here.transaction(entry, work, options),
    close: () => gone.close(),
  };
  const away = await buildApp({ ...api.kernel, db, streetOpeners: [] });
  await away.ready();
  here = gone;
  for (const url of ['/api/v1/start', `/api/v1/categories?street=${shuibosi}`]) {
    const answer = await away.inject({ url });
    assert.deepEqual(problem(answer), [503, 'unavailable'], answer.body);
    assert.equal(answer.headers['retry-after'], '30');
  }
  assert.equal((await away.inject({ url: '/readyz' })).statusCode, 503);
  assert.equal((await away.inject({ url: '/healthz' })).statusCode, 200);
  here = api.kernel.db;
  assert.equal((await away.inject({ url: '/readyz' })).statusCode, 200);
  await away.close();
  await db.close();
});

test('a change asked for by another site’s page is refused, by our own or by no page is not', async () => {
  const ask = (headers: Record<string, string>) =>
    inject('POST', '/api/v1/codes', { ...json, host: 'nuanxin.example', ...headers }, '{}');
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'https://nuanxin.example.evil.example' },
    { 'sec-fetch-site': 'cross-site' },
  ] as Record<string, string>[])
    assert.deepEqual(problem(await ask(headers)), [403, 'foreign_origin'], JSON.stringify(headers));
  for (const headers of [
    { origin: 'https://nuanxin.example' },
    { origin: api.kernel.config.publicUrl },
    {},
    { 'sec-fetch-site': 'same-origin' },
  ] as Record<string, string>[])
    assert.deepEqual(problem(await ask(headers)), [400, 'invalid'], JSON.stringify(headers));
});

test('no page may run a script that is not ours, and answers of the API run nothing at all', async () => {
  const policy = async (url: string) =>
    new Map(
      String((await inject('GET', url)).headers['content-security-policy'])
        .split(';')
        .map((part) => part.trim().split(/\s+/))
        .map(([name = '', ...sources]) => [name, sources.join(' ')]),
    );
  const page = await policy('/healthz');
  assert.equal(page.get('script-src'), "'self'");
  assert.deepEqual(
    [page.get('object-src'), page.get('base-uri'), page.get('frame-ancestors'), page.get('default-src')],
    ["'none'", "'none'", "'none'", "'self'"],
  );
  const docs = await policy('/api/docs/static/index.html');
  assert.doesNotMatch(docs.get('script-src') ?? '', /unsafe/);
  const answer = await policy('/api/v1/start');
  assert.equal(answer.get('default-src'), "'none'");
  const { headers } = await inject('GET', '/api/v1/start');
  assert.equal(headers['cache-control'], 'no-store');
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal(headers['x-powered-by'], undefined);
});

test('the OpenAPI document is valid 3.1 and names every route with its answers', async () => {
  const document = (await inject('GET', '/api/openapi.json')).json();
  assert.equal(document.openapi, '3.1.0');
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  assert.ok(valid, JSON.stringify(errors)?.slice(0, 2000));
  const told = new Set<string>();
  for (const [path, methods] of Object.entries(
    document.paths as Record<string, Record<string, { description: string }>>,
  ))
    for (const [method, operation] of Object.entries(methods)) {
      told.add(`${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`);
      assert.match(operation.description, /^Who: /);
    }
  const known = api.app.knownRoutes
    .filter(({ url }) => url.startsWith('/api/v1/'))
    .flatMap(({ method, url }) => [method].flat().map((one) => `${one} ${url}`))
    .filter((route) => !route.startsWith('HEAD '));
  assert.deepEqual([...told].sort(), [...new Set(known)].sort());
});

test('figures are for this machine alone, and hold nothing personal', async () => {
  const local = await inject('GET', '/metrics');
  assert.equal(local.statusCode, 200);
  assert.match(
    local.body,
    /nuanxin_request_seconds_count\{method="GET",route="\/api\/v1\/start",status="200"\}/,
  );
  const labels = local.body.match(/\{.*\}/g) ?? [];
  assert.doesNotMatch(labels.join('\n'), /199\d{8}|no-uuid|passwd/);
  assert.equal((await api.app.inject({ url: '/metrics', remoteAddress: '192.168.1.7' })).statusCode, 404);
  assert.equal((await inject('GET', '/metrics', { 'x-forwarded-for': '192.168.1.7' })).statusCode, 404);
});

test('an error is logged without the values that PostgreSQL and parsers repeat', () => {
  const failing = Object.assign(
    new Error('duplicate key value violates unique constraint "workers_by_phone": (19900001234)'),
    {
      code: '23505',
      detail: 'Key (street, name)=(140213066, 贺真) already exists.',
      where: 'somewhere 贺真',
      table: 'workers',
      constraint: 'workers_by_phone',
    },
  );
  const plain = plainError(failing);
  assert.equal(plain.constraint, 'workers_by_phone');
  assert.equal(plain.code, '23505');
  assert.ok(!/贺真|19900001234|140213066/.test(JSON.stringify(plain)), JSON.stringify(plain));
  const parser = plainError(new SyntaxError(`Unexpected token '贺', "贺真 19900001234" is not valid JSON`));
  assert.ok(!/贺|199/.test(JSON.stringify(plain) + parser.message));
});

test('page keys come back as they went, and nothing else is one', () => {
  const id = '0174876e-8000-7000-8000-000000000000';
  const at = '2026-11-24 01:02:03.123456+00';
  assert.deepEqual(readTimeKey(timeKey(at, id)), { at, id });
  for (const wrong of [
    '',
    'x',
    timeKey('yesterday', id),
    timeKey(at, '1'),
    Buffer.from('null').toString('base64url'),
  ])
    assert.throws(() => readTimeKey(wrong), { code: 'bad_after' });
});
