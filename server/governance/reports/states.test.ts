import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Actor,
  allowedEvents,
  conditions,
  type EventName,
  endedStates,
  type History,
  handlerOf,
  judge,
  type ReportEvent,
  stateOf,
  transitions,
} from './states.ts';

const start = Temporal.Instant.from('2026-11-24T09:00:00+08:00');
const after = (minutes: number) => start.add({ minutes });

const rider: Actor = { id: 'rider', relations: ['reporter'] };
const grid: Actor = { id: 'grid', relations: ['grid_worker'] };
const otherGrid: Actor = { id: 'other-grid', relations: ['grid_worker'] };
const community: Actor = { id: 'community', relations: ['community_worker'] };
const dispatcher: Actor = { id: 'dispatcher', relations: ['dispatcher'] };
const unit: Actor = { id: 'unit', relations: ['unit_handler'] };
const head: Actor = { id: 'head', relations: ['unit_head'] };
const clock: Actor = { id: null, relations: ['system'] };
const cast = [rider, grid, otherGrid, community, dispatcher, unit, head, clock];

/** The history that these steps leave; each must be allowed. */
function play(...steps: [Actor, EventName, number?][]): History {
  const events: ReportEvent[] = [];
  for (const [actor, event, minute = events.length] of steps) {
    const verdict = judge({ pace: 'ordinary', events }, actor, event, after(minute));
    assert.ok('to' in verdict, `${actor.id} may ${event}: ${JSON.stringify(verdict)}`);
    events.push({ event, actor: actor.id, at: after(minute) });
  }
  return { pace: 'ordinary', events };
}
const refused = (history: History, actor: Actor, event: EventName, at = after(60)) => {
  const verdict = judge(history, actor, event, at);
  return 'refused' in verdict ? verdict.refused : 'allowed';
};

const filed = play([rider, 'submit']);
const handled = play([rider, 'submit'], [grid, 'accept'], [grid, 'start'], [grid, 'finish']);
const closed = play(
  [rider, 'submit'],
  [grid, 'accept'],
  [grid, 'start'],
  [grid, 'finish'],
  [community, 'verify'],
);

test('a rider reports, the grid worker handles, another verifies: closed', () => {
  assert.equal(stateOf(closed.events), 'closed');
  assert.equal(handlerOf(closed.events), 'grid');
  assert.deepEqual(allowedEvents(closed, rider, after(60)), ['reopen', 'rate']);
  assert.deepEqual(allowedEvents(closed, grid, after(60)), []);
});

test('a grid worker may solve on the spot', () => {
  assert.equal(stateOf(play([rider, 'submit'], [grid, 'accept'], [grid, 'finish']).events), 'handled');
});

test('nobody verifies their own work, also not with a second role', () => {
  assert.equal(refused(handled, grid, 'verify'), 'own_work');
  assert.equal(
    refused(handled, { id: 'grid', relations: ['dispatcher', 'grid_worker'] }, 'verify'),
    'own_work',
  );
  assert.equal(refused(handled, otherGrid, 'verify'), 'allowed');
  assert.equal(refused(handled, rider, 'verify'), 'allowed');
  assert.equal(refused(handled, unit, 'verify'), 'not_yours');
});

test('a report that is not solved goes back to the same handler', () => {
  const back = {
    ...handled,
    events: [...handled.events, { event: 'not_solved', actor: 'community', at: after(9) }],
  } as History;
  assert.equal(stateOf(back.events), 'handling');
  assert.equal(handlerOf(back.events), 'grid');
  assert.equal(refused(back, otherGrid, 'finish'), 'not_yours');
  assert.equal(refused(back, grid, 'finish'), 'allowed');
});

test('the reporter withdraws before handling, not after', () => {
  assert.equal(refused(filed, rider, 'withdraw'), 'allowed');
  assert.equal(refused(filed, grid, 'withdraw'), 'not_yours');
  assert.equal(refused(handled, rider, 'withdraw'), 'wrong_state');
});

test('a grid worker accepts but does not refuse; the community refuses', () => {
  assert.equal(refused(filed, grid, 'reject'), 'not_yours');
  const gone = play([rider, 'submit'], [community, 'reject']);
  for (const actor of cast) assert.deepEqual(allowedEvents(gone, actor, after(60)), []);
});

test('reopening: within 15 days of closing, once, by the reporter', () => {
  const day = 24 * 60;
  assert.equal(refused(closed, rider, 'reopen', after(4 + 15 * day)), 'allowed');
  assert.equal(refused(closed, rider, 'reopen', after(5 + 15 * day)), 'too_late');
  assert.equal(refused(closed, community, 'reopen'), 'not_yours');
  const again: History = {
    pace: 'ordinary',
    events: [
      ...closed.events,
      ...(['reopen', 'finish', 'verify'] as const).map((event, index) => ({
        event,
        actor: { reopen: 'rider', finish: 'grid', verify: 'community' }[event],
        at: after(100 + index),
      })),
    ],
  };
  assert.equal(stateOf(again.events), 'closed');
  assert.equal(refused(again, rider, 'reopen', after(200)), 'only_once');
  assert.equal(refused(again, rider, 'rate', after(200)), 'allowed');
});

test('a unit returns a wrong dispatch once, within the limit for accepting; the next dispatch binds', () => {
  const dispatched = play([rider, 'submit'], [grid, 'accept'], [dispatcher, 'dispatch']);
  assert.equal(refused(dispatched, unit, 'return', after(2 + 120)), 'allowed');
  assert.equal(refused(dispatched, unit, 'return', after(2 + 181 + 120)), 'too_late');
  const bound = play(
    ...([
      [rider, 'submit'],
      [grid, 'accept'],
      [dispatcher, 'dispatch'],
      [unit, 'return'],
    ] as [Actor, EventName][]),
    [dispatcher, 'dispatch'],
  );
  assert.equal(refused(bound, unit, 'return', after(6)), 'only_once');
  assert.equal(refused(bound, unit, 'start', after(6)), 'allowed');
});

test('an extension is granted only where it was asked, and once', () => {
  const asked = play([rider, 'submit'], [grid, 'accept'], [grid, 'start'], [grid, 'ask_extension']);
  assert.equal(refused(asked, dispatcher, 'grant_extension'), 'allowed');
  assert.equal(refused(asked, grid, 'ask_extension'), 'only_once');
  const unasked = play([rider, 'submit'], [grid, 'accept'], [grid, 'start']);
  assert.equal(refused(unasked, dispatcher, 'grant_extension'), 'too_early');
});

test('a report handed over is finished by the new handler', () => {
  const handed: History = {
    pace: 'ordinary',
    events: [
      ...play([rider, 'submit'], [grid, 'accept'], [grid, 'start']).events,
      { event: 'hand_over', actor: 'community', at: after(5), handler: 'other-grid' },
    ],
  };
  assert.equal(refused(handed, grid, 'finish'), 'not_yours');
  assert.equal(refused(handed, otherGrid, 'finish'), 'allowed');
});

test('every condition names an event of the table', () => {
  const names = new Set<string>(transitions.map(({ event }) => event));
  for (const [event, { after: other }] of Object.entries(conditions)) {
    assert.ok(names.has(event));
    if (other) assert.ok(names.has(other));
  }
});

test('any sequence of allowed events keeps the promises', () => {
  const step = fc.tuple(fc.nat(cast.length - 1), fc.nat(30), fc.nat(12 * 24 * 60));
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 40 }),
      fc.constantFrom('urgent', 'ordinary', 'hard'),
      (steps, pace) => {
        const events: ReportEvent[] = [{ event: 'submit', actor: 'rider', at: start }];
        let now = start;
        for (const [who, which, minutes] of steps) {
          const actor = cast[who] as Actor;
          now = now.add({ minutes });
          const before = stateOf(events);
          const allowed = allowedEvents({ pace, events }, actor, now);
          if (before && endedStates.has(before)) assert.deepEqual(allowed, [], 'ended states stay ended');
          const event = allowed[which % Math.max(1, allowed.length)];
          if (!event) continue;
          const verdict = judge({ pace, events }, actor, event, now);
          if (event === 'verify') {
            const workers = events.filter((past) => past.event === 'start' || past.event === 'finish');
            assert.ok(!workers.some((past) => past.actor === actor.id), 'nobody verifies their own');
          }
          if (event === 'reopen') {
            const closing = events.findLast((past) => past.event === 'verify') as ReportEvent;
            assert.ok(closing.at.until(now).total('hours') <= 15 * 24, 'reopened within 15 days');
          }
          events.push({
            event,
            actor: actor.id,
            at: now,
            ...(event === 'hand_over' && { handler: 'other-grid' }),
          });
          assert.ok('to' in verdict && verdict.to === stateOf(events), 'the verdict is the computed state');
          assert.ok(events.filter((past) => past.event === 'reopen').length <= 1, 'reopened at most once');
          assert.ok(events.filter((past) => past.event === 'return').length <= 1, 'returned at most once');
        }
      },
    ),
    { numRuns: 300 },
  );
});
