import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promisesOf } from './promises.ts';

test('a journey says with its first words which promises it shows', () => {
  assert.deepEqual(promisesOf("A2 a rider scans the site's QR and is registered"), ['A2']);
  assert.deepEqual(promisesOf('A2 D2 D4 a report earns points'), ['A2', 'D2', 'D4']);
  assert.deepEqual(promisesOf('E staff sign in with two factors'), ['E']);
  assert.deepEqual(promisesOf('A99 nothing'), []);
});
