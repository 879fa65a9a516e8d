import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shotsOf } from './shots.ts';
import { countOf, statesOf, tabOf } from './states.ts';

test('an address without a state, or with an unknown one, shows open work', () => {
  assert.equal(tabOf(undefined), 'open');
  assert.equal(tabOf('nonsense'), 'open');
  assert.equal(tabOf('closed'), 'closed');
  assert.equal(statesOf('open'), 'submitted,accepted,dispatched,handling,handled');
});

test('open work counts every state in which something waits', () => {
  const counts = { submitted: 2, handling: 3, closed: 9 };
  assert.equal(countOf('open', counts), 5);
  assert.equal(countOf('handled', counts), 0);
});

test('the photos of filing stand beside those of the latest step that has some', () => {
  const shot = (id: string, seq: number) => ({ id, seq, width: 4, height: 3, proven: 'unknown' });
  const shown = shotsOf({ photos: [shot('a', 1), shot('b', 1), shot('c', 3), shot('d', 5)] });
  assert.deepEqual([shown.before.map(({ id }) => id), shown.after.map(({ id }) => id)], [['a', 'b'], ['d']]);
  assert.deepEqual(shotsOf({ photos: [shot('a', 1)] }).after, []);
  assert.deepEqual(shotsOf({ photos: [] }).before, []);
});
