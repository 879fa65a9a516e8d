import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addWorkingDays,
  addWorkingMinutes,
  deadlineOf,
  isWorkingDay,
  minutesOfDay,
  type OfficeHours,
  shareOf,
  workingMinutesBetween,
} from './working-time.ts';

const at = (wallClock: string) => Temporal.Instant.from(`${wallClock}:00+08:00`);
const same = (actual: Temporal.Instant, expected: string) =>
  assert.equal(actual.toString(), at(expected).toString());
const working = (date: string) => isWorkingDay(Temporal.PlainDate.from(date));

test('2026: public holidays rest and make-up Saturdays and Sundays work', () => {
  for (const date of ['2026-01-01', '2026-02-15', '2026-02-17', '2026-02-23', '2026-10-01', '2026-10-07'])
    assert.equal(working(date), false, date);
  for (const date of ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'])
    assert.equal(working(date), true, date);
  assert.equal(working('2026-11-24'), true, 'an ordinary Tuesday');
  assert.equal(working('2026-11-28'), false, 'an ordinary Saturday');
});

test('two hours from Friday 17:00 end on Monday at 10:00', () => {
  same(addWorkingMinutes(at('2026-11-27T17:00'), 120), '2026-11-30T10:00');
});

test('time outside office hours does not count', () => {
  same(addWorkingMinutes(at('2026-11-24T03:00'), 30), '2026-11-24T09:30');
  same(addWorkingMinutes(at('2026-11-24T11:30'), 60), '2026-11-24T14:30');
  same(addWorkingMinutes(at('2026-11-24T11:30'), 30), '2026-11-24T12:00');
  same(addWorkingMinutes(at('2026-11-24T22:00'), 120), '2026-11-25T11:00');
});

test('a limit set before Spring Festival 2026 runs over the make-up Saturday and past nine days off', () => {
  same(addWorkingDays(at('2026-02-13T10:00'), 1), '2026-02-14T10:00');
  same(addWorkingDays(at('2026-02-14T10:00'), 1), '2026-02-24T10:00');
  same(addWorkingDays(at('2026-02-13T10:00'), 3), '2026-02-25T10:00');
});

test('office hours are data', () => {
  const summer: OfficeHours = [
    { from: '08:00', to: '12:00' },
    { from: '15:00', to: '18:30' },
  ];
  assert.equal(minutesOfDay(), 420);
  assert.equal(minutesOfDay(summer), 450);
  same(addWorkingMinutes(at('2026-07-01T11:00'), 120, summer), '2026-07-01T16:00');
});

test('the natural clock runs day and night', () => {
  same(deadlineOf(at('2026-10-01T23:50'), { naturalMinutes: 15 }), '2026-10-02T00:05');
  same(deadlineOf(at('2026-11-24T10:00'), { workingDays: 3 }), '2026-11-27T10:00');
  same(shareOf(at('2026-11-24T09:00'), { workingMinutes: 120 }, 0.5), '2026-11-24T10:00');
});

test('empty hours and negative minutes are refused', () => {
  assert.throws(() => addWorkingMinutes(at('2026-11-24T09:00'), -1), RangeError);
  assert.throws(() => addWorkingMinutes(at('2026-11-24T09:00'), 1, []), RangeError);
});

const moment = fc
  .integer({ min: at('2025-01-01T00:00').epochMilliseconds, max: at('2027-12-31T00:00').epochMilliseconds })
  .map((milliseconds) => Temporal.Instant.fromEpochMilliseconds(milliseconds));
const minutes = fc.integer({ min: 0, max: 5000 });

test('adding and then measuring gives the same', () => {
  fc.assert(
    fc.property(moment, minutes, (start, added) => {
      assert.equal(workingMinutesBetween(start, addWorkingMinutes(start, added)), added);
    }),
  );
});

test('later starts and longer limits never end earlier', () => {
  fc.assert(
    fc.property(moment, moment, minutes, minutes, (a, b, m, n) => {
      const [early, late] = Temporal.Instant.compare(a, b) <= 0 ? [a, b] : [b, a];
      const [short, long] = m <= n ? [m, n] : [n, m];
      const end = addWorkingMinutes(early, short);
      assert.ok(Temporal.Instant.compare(end, addWorkingMinutes(late, short)) <= 0);
      assert.ok(Temporal.Instant.compare(end, addWorkingMinutes(early, long)) <= 0);
    }),
    { numRuns: 60 },
  );
});

test('measuring adds up and turns its sign', () => {
  const near = fc.tuple(moment, minutes, minutes);
  fc.assert(
    fc.property(near, ([start, m, n]) => {
      const [middle, end] = [start.add({ minutes: m }), start.add({ minutes: m + n })];
      const whole = workingMinutesBetween(start, end);
      const parts = workingMinutesBetween(start, middle) + workingMinutesBetween(middle, end);
      assert.ok(Math.abs(whole - parts) < 1e-6);
      assert.equal(workingMinutesBetween(end, start) + whole, 0);
    }),
  );
});
