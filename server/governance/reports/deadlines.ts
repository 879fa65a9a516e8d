// When the next step of a report is due, and when it is reminded and escalated. Told at once, always with the time.
import type { Said } from '../../kernel/http/contract.ts';
import { sayTime } from '../../kernel/time/say.ts';
import {
  deadlineOf,
  defaultOfficeHours,
  type Limit,
  minutesOfDay,
  type OfficeHours,
  shareOf,
} from '../../kernel/time/working-time.ts';
import { limits } from './limits.ts';
import { type EventName, type History, type ReportEvent, stateOf } from './states.ts';

/** What is waited for: acceptance, arrival (urgent), handling, verification, the street's decision on a dispute. */
export type Step = 'accept' | 'on_site' | 'handle' | 'verify' | 'dispute';

/** The step that is due next: since when its limit runs, the limit, and the moment it is over. */
export interface Due {
  readonly step: Step;
  readonly since: Temporal.Instant;
  readonly limit: Limit;
  readonly at: Temporal.Instant;
}

/**
 * The next step that is due, or null when nothing is waited for (closed and ended states). Handling runs from
 * acceptance; a dispatch, `not_solved` and `reopen` start its limit anew (own); an extension granted since then adds its minutes,
 * never more than the category's own limit.
 */
export function nextDue(history: History, hours: OfficeHours = defaultOfficeHours): Due | null {
  const { pace, events } = history;
  const of = limits[pace];
  switch (stateOf(events)) {
    case 'submitted':
      return due('accept', latest(events, ['submit']), of.accept, hours);
    case 'accepted': {
      const turn = events.findLast(({ event }) => event === 'accept' || event === 'return');
      if (turn?.event === 'return') return due('dispute', turn, of.dispute, hours);
      if (of.onSite) return due('on_site', turn, of.onSite, hours);
      return due('handle', turn, extended(of.handle, since(events, turn), hours), hours);
    }
    case 'dispatched':
    case 'handling': {
      const turn = latest(events, ['accept', 'dispatch', 'not_solved', 'reopen']);
      return due('handle', turn, extended(of.handle, since(events, turn), hours), hours);
    }
    case 'handled':
      return due('verify', latest(events, ['finish']), of.verify, hours);
    default:
      return null;
  }
}

/** One moment of a step's limit at which somebody is told, once. */
export interface Mark {
  readonly percent: 50 | 80 | 100;
  readonly at: Temporal.Instant;
  /** Who is told: who handles it, their head, or the street's board and administrator. */
  readonly tell: 'handler' | 'head' | 'street';
}

/** 催办升级: at 50 % of the limit the handler, at 80 % their head, at 100 % the street, each once. */
export function escalation(step: Due, hours: OfficeHours = defaultOfficeHours): readonly Mark[] {
  return (
    [
      { percent: 50, tell: 'handler' },
      { percent: 80, tell: 'head' },
      { percent: 100, tell: 'street' },
    ] as const
  ).map(({ percent, tell }) => ({
    percent,
    tell,
    at: shareOf(step.since, step.limit, percent / 100, hours),
  }));
}

/** What happens next, as told to the reporter: “网格员最迟周一 10:30 受理”. */
export function sayNext(step: Due, now: Temporal.Instant): Said {
  const { zh, en } = sayTime(step.at, now);
  const late = Temporal.Instant.compare(now, step.at) > 0;
  const words = NEXT[step.step];
  if (late)
    return {
      zh: `${words.zhWho}本应${zh}前${words.zhDo}，已超时，街道正在督办`,
      en: `${words.en} was due ${en}; the street has been told`,
    };
  return { zh: `${words.zhWho}最迟${zh} ${words.zhDo}`, en: `${words.en} by ${en} at the latest` };
}

const NEXT: Readonly<Record<Step, { zhWho: string; zhDo: string; en: string }>> = {
  accept: { zhWho: '网格员', zhDo: '受理', en: 'Acceptance by the grid worker' },
  on_site: { zhWho: '处置人', zhDo: '到场', en: 'Somebody on site' },
  handle: { zhWho: '处置人', zhDo: '处置完并反馈', en: 'Handling' },
  verify: { zhWho: '核查人', zhDo: '核查', en: 'Verification' },
  dispute: { zhWho: '街道', zhDo: '决定由谁处置', en: "The street's decision on who handles it" },
};

const latest = (events: readonly ReportEvent[], names: readonly EventName[]) =>
  events.findLast(({ event }) => names.includes(event));

const since = (events: readonly ReportEvent[], turn: ReportEvent | undefined) =>
  turn ? events.slice(events.lastIndexOf(turn)) : [];

function due(step: Step, turn: ReportEvent | undefined, limit: Limit, hours: OfficeHours): Due | null {
  return turn ? { step, since: turn.at, limit, at: deadlineOf(turn.at, limit, hours) } : null;
}

function extended(limit: Limit, events: readonly ReportEvent[], hours: OfficeHours): Limit {
  const extra = latest(events, ['grant_extension'])?.extraMinutes ?? 0;
  if ('naturalMinutes' in limit)
    return { naturalMinutes: limit.naturalMinutes + Math.min(extra, limit.naturalMinutes) };
  const own = 'workingDays' in limit ? limit.workingDays * minutesOfDay(hours) : limit.workingMinutes;
  return extra === 0 ? limit : { workingMinutes: own + Math.min(extra, own) };
}
