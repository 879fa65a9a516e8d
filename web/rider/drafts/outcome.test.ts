import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Failure } from '../../shared/api.ts';
import { type Draft, isShownTo, newDraft } from './draft.ts';
import { asAnother, claimed, isDue, LEASE, pause, resumed, settled } from './outcome.ts';

const photo = { id: 'p', bytes: new ArrayBuffer(8), type: 'image/jpeg', takenAt: null, point: null };
const draft: Draft = {
  ...resumed(newDraft('key-1', 'rider', 0), 0),
  fields: { category: 'lamp', body: '不亮' },
  photos: [photo],
};
const failure = (status: number, code: string, retryAfter: number | null = null): Failure => ({
  ok: false,
  status,
  code,
  said: { zh: code, en: code },
  fields: [],
  retryAfter,
});

test('no failure ever loses fields, photos or key', () => {
  const failures = [
    failure(0, 'offline'),
    failure(0, 'unreachable'),
    failure(400, 'invalid'),
    failure(401, 'signed_out'),
    failure(403, 'forbidden'),
    failure(409, 'busy', 2),
    failure(409, 'already_sent'),
    failure(413, 'too_large'),
    failure(422, 'key_reused'),
    failure(429, 'too_many', 60),
    failure(500, 'unexpected'),
    failure(503, 'unavailable', 30),
  ];
  for (const answer of failures) {
    const after = settled(claimed(draft, 'rider', 10), answer, 20);
    assert.deepEqual(
      [after.fields, after.photos, after.key],
      [draft.fields, draft.photos, draft.key],
      answer.code,
    );
    assert.equal(after.sendingUntil, 0, answer.code);
  }
});

test('what can pass by itself waits, what cannot asks the person', () => {
  const state = (answer: Failure) => settled(draft, answer, 0).state;
  for (const answer of [
    failure(0, 'offline'),
    failure(409, 'busy', 2),
    failure(429, 'too_many'),
    failure(502, 'x'),
  ])
    assert.equal(state(answer), 'waiting', answer.code);
  assert.equal(state(failure(401, 'signed_out')), 'signed_out');
  for (const answer of [failure(400, 'invalid'), failure(422, 'key_reused'), failure(409, 'already_sent')])
    assert.equal(state(answer), 'refused', answer.code);
});

test('a pause is as long as the server says, else it grows up to a quarter of an hour', () => {
  assert.equal(settled(draft, failure(429, 'too_many', 60), 1000).notBefore, 61_000);
  assert.equal(settled(draft, failure(0, 'unreachable'), 1000).notBefore, 6000);
  assert.equal(settled(draft, failure(0, 'offline'), 1000).notBefore, 0);
  assert.ok(pause(3) > pause(2));
  assert.equal(pause(50), 900_000);
});

test('nobody sees the drafts of another person who used this phone', () => {
  assert.equal(isShownTo(draft, 'rider'), true);
  assert.equal(isShownTo(draft, 'somebody else'), false);
  assert.equal(isShownTo({ ...draft, owner: null }, 'somebody else'), true);
  assert.equal(isShownTo(draft, null), true);
});

test('a sender that died leaves the draft to the next one', () => {
  const taken = claimed(draft, 'rider', 0);
  assert.equal(isDue(taken, 'rider', LEASE - 1), false);
  assert.equal(isDue(taken, 'rider', LEASE), true);
});

test('a key that was used for another report is changed only when the person says so', () => {
  const refused = settled(draft, failure(422, 'key_reused'), 0);
  assert.equal(refused.key, 'key-1');
  const another = asAnother(refused, 'key-2', 1);
  assert.deepEqual([another.key, another.state, another.refused], ['key-2', 'waiting', null]);
  assert.deepEqual([another.fields, another.photos], [draft.fields, draft.photos]);
});

test('a filed report lets go of its photos and remembers its number', () => {
  const value = {
    id: 'r',
    number: '066-20261124-0007',
    state: 'submitted' as const,
    community: null,
    grid: null,
    deadline: null,
    next: { zh: '网格员最迟今天 11:00 受理', en: '' },
  };
  const after = settled(draft, { ok: true, status: 201, value, replay: false, keptAt: null }, 5);
  assert.deepEqual([after.state, after.photos, after.filed?.number], ['sent', [], '066-20261124-0007']);
});
