import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Pace } from './contract.ts';
import { type Due, escalation, nextDue, sayNext } from './deadlines.ts';
import type { EventName, ReportEvent } from './states.ts';

const at = (wallClock: string) => Temporal.Instant.from(`${wallClock}:00+08:00`);
const told = (pace: Pace, ...events: [EventName, string, number?][]) =>
  nextDue({
    pace,
    events: events.map(([event, wallClock, extraMinutes]): ReportEvent => {
      return { event, actor: 'x', at: at(wallClock), ...(extraMinutes && { extraMinutes }) };
    }),
  });
const due = (step: Due | null) =>
  step &&
  `${step.step} ${step.at.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString({ smallestUnit: 'minute' })}`;

const friday = '2026-11-27T17:00';

test('an ordinary report: accept 2 working hours, handle 3 working days, verify 1', () => {
  assert.equal(due(told('ordinary', ['submit', friday])), 'accept 2026-11-30T10:00');
  const accepted: [EventName, string][] = [
    ['submit', friday],
    ['accept', '2026-11-30T09:30'],
  ];
  assert.equal(due(told('ordinary', ...accepted)), 'handle 2026-12-03T09:30');
  assert.equal(due(told('ordinary', ...accepted, ['start', '2026-12-01T09:30'])), 'handle 2026-12-03T09:30');
  assert.equal(
    due(told('ordinary', ...accepted, ['start', '2026-12-01T09:30'], ['finish', '2026-12-02T17:00'])),
    'verify 2026-12-03T17:00',
  );
});

test('a hard report has 7 working days', () => {
  assert.equal(
    due(told('hard', ['submit', '2026-11-24T09:00'], ['accept', '2026-11-24T10:00'])),
    'handle 2026-12-03T10:00',
  );
});

test('an urgent report runs day and night', () => {
  const night = '2026-11-28T23:50';
  assert.equal(due(told('urgent', ['submit', night])), 'accept 2026-11-29T00:05');
  assert.equal(
    due(told('urgent', ['submit', night], ['accept', '2026-11-29T00:00'])),
    'on_site 2026-11-29T01:00',
  );
  assert.equal(
    due(told('urgent', ['submit', night], ['accept', '2026-11-29T00:00'], ['start', '2026-11-29T00:30'])),
    'handle 2026-11-30T00:00',
  );
});

test('returned by a unit: the street decides within 4 working hours', () => {
  assert.equal(
    due(
      told(
        'ordinary',
        ['submit', '2026-11-24T09:00'],
        ['accept', '2026-11-24T09:10'],
        ['dispatch', '2026-11-24T09:20'],
        ['return', '2026-11-24T11:00'],
      ),
    ),
    'dispute 2026-11-24T17:00',
  );
});

test('an extension adds at most the original time, and only to this round', () => {
  const begun: [EventName, string][] = [
    ['submit', '2026-11-24T09:00'],
    ['accept', '2026-11-24T09:00'],
    ['start', '2026-11-24T09:00'],
    ['ask_extension', '2026-11-25T09:00'],
  ];
  assert.equal(
    due(told('ordinary', ...begun, ['grant_extension', '2026-11-25T09:00', 420])),
    'handle 2026-11-27T18:00',
  );
  assert.equal(
    due(told('ordinary', ...begun, ['grant_extension', '2026-11-25T09:00', 99_999])),
    'handle 2026-12-01T18:00',
  );
  const again: [EventName, string, number?][] = [
    ...begun,
    ['grant_extension', '2026-11-25T09:00', 420],
    ['finish', '2026-11-26T09:00'],
    ['not_solved', '2026-11-26T09:00'],
  ];
  assert.equal(due(told('ordinary', ...again)), 'handle 2026-11-30T18:00');
});

test('nothing is due once it is closed or ended', () => {
  assert.equal(told('ordinary', ['submit', friday], ['withdraw', friday]), null);
  assert.equal(
    told('ordinary', ['submit', friday], ['accept', friday], ['finish', friday], ['verify', friday]),
    null,
  );
});

test('half, four fifths and all of the limit are told to handler, head and street', () => {
  const marks = escalation(told('ordinary', ['submit', '2026-11-24T09:00']) as Due);
  assert.deepEqual(
    marks.map((mark) => [
      mark.percent,
      mark.tell,
      mark.at.toZonedDateTimeISO('Asia/Shanghai').toPlainTime().toString(),
    ]),
    [
      [50, 'handler', '10:00:00'],
      [80, 'head', '10:36:00'],
      [100, 'street', '11:00:00'],
    ],
  );
});

test('the reporter hears what happens next, with the time', () => {
  const step = told('ordinary', ['submit', '2026-11-27T17:30']) as Due;
  assert.equal(sayNext(step, at('2026-11-27T17:30')).zh, '网格员最迟周一 10:30 受理');
  assert.equal(
    sayNext(step, at('2026-11-27T17:30')).en,
    'Acceptance by the grid worker by Mon 10:30 at the latest',
  );
  assert.match(sayNext(step, at('2026-11-30T12:00')).zh, /已超时/);
});
