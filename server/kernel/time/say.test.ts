import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayLimit, sayTime } from './say.ts';

const at = (wallClock: string) => Temporal.Instant.from(`${wallClock}:00+08:00`);
const now = at('2026-11-24T09:30');

const cases: [string, string, string][] = [
  ['2026-11-24T15:00', '今天 15:00', 'today 15:00'],
  ['2026-11-24T00:00', '今天 00:00', 'today 00:00'],
  ['2026-11-25T09:00', '明天 09:00', 'tomorrow 09:00'],
  ['2026-11-23T18:02', '昨天 18:02', 'yesterday 18:02'],
  ['2026-11-30T10:30', '周一 10:30', 'Mon 10:30'],
  ['2026-12-01T10:30', '12月1日 周二 10:30', 'Tue 1 Dec 10:30'],
  ['2026-11-20T10:30', '11月20日 周五 10:30', 'Fri 20 Nov 10:30'],
  ['2027-01-04T09:00', '2027年1月4日 周一 09:00', 'Mon 4 Jan 2027 09:00'],
];

for (const [wallClock, zh, en] of cases)
  test(`${wallClock} is told as ${zh}`, () => assert.deepEqual(sayTime(at(wallClock), now), { zh, en }));

test('the day is the one in Shanghai, whatever the machine thinks', () => {
  assert.equal(sayTime(Temporal.Instant.from('2026-11-24T17:00:00Z'), now).zh, '明天 01:00');
});

test('limits are told in the words of the office', () => {
  assert.deepEqual(sayLimit({ workingDays: 3 }), { zh: '3个工作日', en: '3 working days' });
  assert.deepEqual(sayLimit({ workingDays: 1 }), { zh: '1个工作日', en: '1 working day' });
  assert.deepEqual(sayLimit({ workingMinutes: 120 }), { zh: '2个工作小时', en: '2 working hours' });
  assert.deepEqual(sayLimit({ workingMinutes: 90 }), { zh: '90个工作分钟', en: '90 working minutes' });
  assert.deepEqual(sayLimit({ naturalMinutes: 15 }), { zh: '15分钟', en: '15 minutes' });
  assert.deepEqual(sayLimit({ naturalMinutes: 1440 }), { zh: '24小时', en: '24 hours' });
});
