import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { newKey } from '../../shared/key.ts';
import { type Draft, newDraft } from './draft.ts';
import { memoryDrafts } from './memory-store.ts';
import { resumed } from './outcome.ts';
import { file, sendWaiting } from './send.ts';

type Mishap = 'none' | 'lost_before' | 'lost_after' | 'busy' | 'too_many' | 'broken' | 'signed_out';

/** A server that files once per key, on whose way requests and answers get lost. */
const filed = new Map<string, number>();
let mishaps: Mishap[] = [];
const server = createServer((request, response) => {
  request.resume().on('end', () => answer(request, response, mishaps.shift() ?? 'none'));
});

const PROBLEMS: Partial<Record<Mishap, [status: number, code: string]>> = {
  busy: [409, 'busy'],
  too_many: [429, 'too_many'],
  broken: [500, 'unexpected'],
  signed_out: [401, 'signed_out'],
};

function answer(request: IncomingMessage, response: ServerResponse, mishap: Mishap): void {
  const problem = PROBLEMS[mishap];
  if (problem) {
    const [status, code] = problem;
    response.writeHead(status, { 'content-type': 'application/problem+json', 'retry-after': '1' });
    response.end(JSON.stringify({ title: code, titleEn: code, status, code }));
    return;
  }
  if (mishap !== 'lost_before') {
    const key = String(request.headers['idempotency-key']);
    const replay = filed.has(key);
    filed.set(key, (filed.get(key) ?? 0) + (replay ? 0 : 1));
    if (mishap === 'none') {
      response.writeHead(replay ? 200 : 201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: key, number: '066-20261124-0001', next: { zh: '', en: '' } }));
      return;
    }
  }
  request.socket.destroy();
}

const original = globalThis.fetch;
before(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  globalThis.fetch = (input, init) => original(`${base}${input}`, init);
});
after(() => {
  globalThis.fetch = original;
  server.closeAllConnections();
  server.close();
});

const rider = 'rider';
const waiting = (at = 0): Draft =>
  resumed({ ...newDraft(newKey(), rider, at), fields: { category: 'lamp', placeSource: 'phone' } }, at);

test('D2 a report that waits is filed once, whatever gets lost on the way', async () => {
  const mishap = fc.constantFrom<Mishap>('none', 'lost_before', 'lost_after', 'busy', 'too_many', 'broken');
  await fc.assert(
    fc.asyncProperty(
      fc.array(mishap, { maxLength: 8 }),
      fc.integer({ min: 1, max: 3 }),
      async (way, count) => {
        filed.clear();
        mishaps = [...way];
        const store = memoryDrafts();
        await store.setWho(rider);
        const keys = Array.from({ length: count }, (_, at) => waiting(at));
        for (const draft of keys) await store.put(draft);
        let clock = 0;
        for (let turn = 0; turn < way.length + 2; turn++) {
          // The page and the service worker at the same time.
          await Promise.all([sendWaiting(store, file, () => clock), sendWaiting(store, file, () => clock)]);
          clock += 3_600_000;
        }
        const after = await store.all();
        assert.deepEqual(
          after.map(({ state }) => state),
          keys.map(() => 'sent'),
        );
        assert.deepEqual([...filed.keys()].sort(), keys.map(({ key }) => key).sort());
        assert.ok([...filed.values()].every((times) => times === 1));
      },
    ),
    { numRuns: 40 },
  );
});

test('a draft waits for its owner: another person on the same phone does not send it', async () => {
  filed.clear();
  mishaps = [];
  const store = memoryDrafts();
  await store.put(waiting());
  await store.setWho('somebody else');
  assert.deepEqual(await sendWaiting(store, file, () => 1), []);
  await store.setWho(null);
  assert.deepEqual(await sendWaiting(store, file, () => 1), []);
  assert.equal(filed.size, 0);
  await store.setWho(rider);
  await sendWaiting(store, file, () => 1);
  assert.equal(filed.size, 1);
});

test('signed out: the draft stays whole, and goes on with the same key after the sign-in', async () => {
  filed.clear();
  mishaps = ['signed_out'];
  const store = memoryDrafts();
  await store.setWho(rider);
  const draft = waiting();
  await store.put(draft);
  await sendWaiting(store, file, () => 1);
  const kept = (await store.get(draft.id)) ?? assert.fail();
  assert.equal(kept.state, 'signed_out');
  assert.deepEqual(kept.fields, draft.fields);
  await store.put(resumed(kept, 2));
  await sendWaiting(store, file, () => 3);
  assert.deepEqual([...filed.keys()], [draft.key]);
});
