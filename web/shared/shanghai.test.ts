import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, dayAndTime } from './shanghai.ts';

/** Tuesday 24 November 2026, 23:30 in Shanghai. */
const now = new Date('2026-11-24T15:30:00Z');

test('a deadline is said with the day as people say it', () => {
  const said = (instant: string) => dayAndTime(instant, 'zh', now);
  assert.equal(said('2026-11-24T15:45:00Z'), '今天 23:45');
  assert.equal(said('2026-11-24T16:05:00Z'), '明天 00:05');
  assert.equal(said('2026-11-23T15:59:00Z'), '昨天 23:59');
  assert.equal(said('2026-11-27T02:30:00Z'), '周五 10:30');
  assert.equal(said('2026-11-30T02:30:00Z'), '下周一 10:30');
  assert.equal(said('2026-12-09T02:30:00Z'), '12月9日 10:30');
  assert.equal(said('2026-11-20T02:30:00Z'), '11月20日 10:30');
  assert.equal(said('2027-01-04T02:30:00Z'), '2027年1月4日 10:30');
});

test('the English time is the same moment', () => {
  assert.equal(dayAndTime('2026-11-27T02:30:00Z', 'en', now), 'Fri 10:30');
  assert.equal(dayAndTime('2026-11-30T02:30:00Z', 'en', now), 'Mon 30 Nov 10:30');
});

test('midnight is 00:00, not 24:00', () => {
  assert.equal(clock(new Date('2026-11-24T16:00:00Z'), 'zh'), '00:00');
});
