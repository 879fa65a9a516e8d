import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { address, client } from './api.ts';
import { newKey } from './key.ts';

interface Routes {
  'GET /things/:id': { query: { after?: string }; answer: { id: string } };
  'POST /things': { body: { name: string }; answer: { id: string } };
}

const seen: { url?: string; key?: string | string[] }[] = [];
const server = createServer((request, response) => {
  seen.push({ url: request.url, key: request.headers['idempotency-key'] });
  if (request.method === 'GET') return response.end('{"id":"1"}');
  response.writeHead(409, { 'content-type': 'application/problem+json', 'retry-after': '3' });
  response.end('{"title":"还在处理","titleEn":"Still running","status":409,"code":"key_running"}');
});
let base = '';
const original = globalThis.fetch;
before(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  globalThis.fetch = (input, init) => original(`${base}${input}`, init);
});
after(() => {
  globalThis.fetch = original;
  server.close();
});

test('path parameters and query are filled in and escaped', () => {
  assert.equal(address('/things/:id/small', { params: { id: 'a/b' } }), '/things/a%2Fb/small');
  assert.equal(
    address('/things', { query: { after: undefined, limit: 20, street: '140' } }),
    '/things?limit=20&street=140',
  );
});

test('an answer is a value', async () => {
  const found = await client<Routes>()('GET /things/:id', { params: { id: '1' }, query: { after: 'x' } });
  assert.deepEqual(found, { ok: true, status: 200, value: { id: '1' }, replay: false, keptAt: null });
  assert.equal(seen.at(-1)?.url, '/things/1?after=x');
});

test('a problem is a value with its code, its sentence and when to come back', async () => {
  const heard: string[] = [];
  const ask = client<Routes>((failure) => heard.push(failure.code));
  const key = newKey();
  const refused = await ask('POST /things', { body: { name: 'x' }, key });
  assert.deepEqual(refused, {
    ok: false,
    status: 409,
    code: 'key_running',
    said: { zh: '还在处理', en: 'Still running' },
    fields: [],
    retryAfter: 3,
  });
  assert.deepEqual(heard, ['key_running']);
  assert.equal(seen.at(-1)?.key, key);
});

test('a key is a random UUID', () => {
  assert.match(newKey(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(newKey(), newKey());
});
