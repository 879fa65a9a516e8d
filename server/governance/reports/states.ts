// 随手拍: what may happen to a report, from where, to where, and by whom. One table, readable by the office.
// After the seven steps of digital city management (GB/T 30428): 信息收集 案件建立 任务派遣 任务处理 处置反馈 核查结案 综合评价.
import { deadlineOf, defaultOfficeHours, type OfficeHours } from '../../kernel/time/working-time.ts';
import type { Pace, ReportState } from './contract.ts';
import { limits } from './limits.ts';

/**
 * What a person is to a report. `handler` is worked out from the events; the caller tells all others. Where a report
 * lies in a community without a grid, the community's workers stand in for its grid worker.
 */
export type Relation =
  | 'reporter' // who reported it
  | 'grid_worker' // 网格员 of its grid
  | 'community_worker' // 社区工作者 of its community
  | 'dispatcher' // 街道调度员
  | 'unit_handler' // 承办单位 it was dispatched to
  | 'unit_head' // head of that unit
  | 'system' // the product itself, by the clock
  | 'handler'; // who accepted, started or finished it last, or was handed it

/** In one of the states `from`, `who` may cause `event`; the report is then `to` ('same' = state unchanged). */
export interface Transition {
  readonly from: readonly (ReportState | 'nothing')[];
  readonly event: string;
  readonly to: ReportState | 'same';
  readonly who: readonly Relation[];
}

const staff = ['grid_worker', 'community_worker', 'dispatcher'] as const;
const office = ['community_worker', 'dispatcher'] as const;
const checkers = ['reporter', ...staff] as const;
const everybody = ['reporter', ...staff, 'unit_handler', 'unit_head'] as const;
const underWay = ['accepted', 'dispatched', 'handling'] as const;
const open = ['submitted', ...underWay, 'handled'] as const;

/** How long after closing its reporter can say that it is not solved (domain rules: 15 days, natural). */
export const reopenDays = 15;

/** 一件事从上报到结案：在什么状态，发生什么，变成什么状态，谁可以做。`verify` is 核查 and 结案 in one step. */
export const transitions = [
  { from: ['nothing'], event: 'submit', to: 'submitted', who: checkers }, // 上报
  { from: ['submitted'], event: 'accept', to: 'accepted', who: staff }, // 受理
  { from: ['submitted'], event: 'reject', to: 'rejected', who: office }, // 不予受理
  { from: ['submitted', 'accepted'], event: 'withdraw', to: 'withdrawn', who: ['reporter'] }, // 撤回
  { from: ['submitted', 'accepted', 'dispatched'], event: 'merge', to: 'merged', who: ['dispatcher'] }, // 合并
  { from: ['accepted'], event: 'dispatch', to: 'dispatched', who: office }, // 派遣
  { from: ['dispatched'], event: 'return', to: 'accepted', who: ['unit_handler'] }, // 退回
  { from: ['accepted'], event: 'start', to: 'handling', who: ['grid_worker'] }, // 网格员处置
  { from: ['dispatched'], event: 'start', to: 'handling', who: ['unit_handler'] }, // 承办单位处置
  { from: ['accepted', 'handling'], event: 'finish', to: 'handled', who: ['handler'] }, // 处置反馈
  { from: ['handled'], event: 'verify', to: 'closed', who: checkers }, // 核查，结案
  { from: ['handled'], event: 'not_solved', to: 'handling', who: checkers }, // 核查，未解决
  { from: ['closed'], event: 'reopen', to: 'handling', who: ['reporter'] }, // 复核
  { from: underWay, event: 'hand_over', to: 'same', who: ['unit_head', ...office] }, // 转交另一人
  { from: underWay, event: 'ask_extension', to: 'same', who: ['handler', 'unit_handler'] }, // 申请延期
  { from: underWay, event: 'grant_extension', to: 'same', who: ['dispatcher'] }, // 同意延期
  { from: underWay, event: 'refuse_extension', to: 'same', who: ['dispatcher'] }, // 不同意延期
  { from: underWay, event: 'interim', to: 'same', who: ['handler', 'unit_handler', ...office] }, // 阶段答复
  { from: open, event: 'remind', to: 'same', who: ['system', 'unit_head', ...office] }, // 催办
  { from: open, event: 'escalate', to: 'same', who: ['system'] }, // 升级
  { from: open, event: 'remark', to: 'same', who: everybody }, // 补充说明
  { from: ['closed'], event: 'rate', to: 'same', who: ['reporter'] }, // 评价
] as const satisfies readonly Transition[];

/** Everything that can happen to a report. */
export type EventName = (typeof transitions)[number]['event'];

/** What else must hold for an event. */
export interface Condition {
  /** Never by somebody who has started or finished this report. */
  readonly byAnother?: true;
  /** Once for the report, or once after each closing. */
  readonly once?: 'ever' | 'per closing';
  /** Only after this other event has happened. */
  readonly after?: EventName;
  /** Only until this has passed since the latest event `after`: natural days, or the limit for accepting. */
  readonly within?: { readonly days: number } | 'accept limit';
}

/** 另外的条件：处置人不得核查自己的件；退回、延期、复核各一次；退回在受理时限内，复核在结案后15天内。 */
export const conditions: Partial<Record<EventName, Condition>> = {
  return: { once: 'ever', after: 'dispatch', within: 'accept limit' },
  verify: { byAnother: true },
  not_solved: { byAnother: true },
  reopen: { once: 'ever', after: 'verify', within: { days: reopenDays } },
  ask_extension: { once: 'ever' },
  grant_extension: { once: 'ever', after: 'ask_extension' },
  refuse_extension: { once: 'ever', after: 'ask_extension' },
  rate: { once: 'per closing' },
};

/** States in which nothing can happen any more. `closed` is left only by `reopen`. */
export const endedStates: ReadonlySet<ReportState> = new Set(['rejected', 'withdrawn', 'merged']);

/** One thing that happened; `actor` names a person, null is the system. */
export interface ReportEvent {
  readonly event: EventName;
  readonly actor: string | null;
  readonly at: Temporal.Instant;
  /** Of `hand_over`: who handles it from now on. */
  readonly handler?: string;
  /** Of `grant_extension`: working minutes added, never more than the category's own limit. */
  readonly extraMinutes?: number;
}

/** A report as the rules see it: how urgent its category is, and all its events in order, `submit` first. */
export interface History {
  readonly pace: Pace;
  readonly events: readonly ReportEvent[];
}

/** Who wants to do something, and everything that they are to this report. */
export interface Actor {
  readonly id: string | null;
  readonly relations: readonly Relation[];
}

/** Why an event cannot happen. */
export type Refused = 'wrong_state' | 'not_yours' | 'own_work' | 'only_once' | 'too_early' | 'too_late';

/** The state that the events leave; undefined without `submit`, and events that do not fit change nothing. */
export function stateOf(events: readonly { readonly event: EventName }[]): ReportState | undefined {
  let state: ReportState | undefined;
  for (const { event } of events) {
    const to = rowsOf(event, state)[0]?.to;
    if (to && to !== 'same') state = to;
  }
  return state;
}

/** The member of staff who holds the report: accepted, started or finished it last, or was handed it. */
export function handlerOf(events: readonly ReportEvent[]): string | null {
  const last = events.findLast(({ event }) => holding.has(event));
  return (last?.event === 'hand_over' ? last.handler : last?.actor) ?? null;
}

/** What `event` by `actor` at `now` leads to: the next state, or why it is refused. Nothing happens before `submit`. */
export function judge(
  { pace, events }: History,
  actor: Actor,
  event: EventName,
  now: Temporal.Instant,
  hours: OfficeHours = defaultOfficeHours,
): { readonly to: ReportState } | { readonly refused: Refused } {
  const state = stateOf(events);
  const rows = rowsOf(event, state);
  if (rows.length === 0) return { refused: 'wrong_state' };
  const isHandler = actor.id !== null && actor.id === handlerOf(events);
  const relations = new Set<Relation>([...actor.relations, ...(isHandler ? (['handler'] as const) : [])]);
  const row = rows.find(({ who }) => who.some((relation) => relations.has(relation)));
  if (!row) return { refused: 'not_yours' };
  const refused = refusedBy(conditions[event], { pace, events }, actor, event, now, hours);
  if (refused) return { refused };
  return { to: row.to === 'same' ? (state as ReportState) : row.to };
}

/** Every event that `actor` may cause at `now`, in the order of the table. */
export function allowedEvents(
  history: History,
  actor: Actor,
  now: Temporal.Instant,
  hours: OfficeHours = defaultOfficeHours,
): EventName[] {
  const names = [...new Set(transitions.map(({ event }) => event))];
  return names.filter((event) => 'to' in judge(history, actor, event, now, hours));
}

const holding: ReadonlySet<EventName> = new Set(['accept', 'start', 'finish', 'hand_over']);

const rowsOf = (event: EventName, state: ReportState | undefined): readonly Transition[] =>
  (transitions as readonly Transition[]).filter(
    (row) => row.event === event && row.from.includes(state ?? 'nothing'),
  );

function refusedBy(
  condition: Condition | undefined,
  { pace, events }: History,
  actor: Actor,
  event: EventName,
  now: Temporal.Instant,
  hours: OfficeHours,
): Refused | undefined {
  if (condition?.byAnother && hasWorkedOn(events, actor.id)) return 'own_work';
  const closing = events.findLastIndex((past) => past.event === 'verify');
  const counted = condition?.once === 'per closing' ? events.slice(closing + 1) : events;
  if (condition?.once && counted.some((past) => past.event === event)) return 'only_once';
  if (!condition?.after) return undefined;
  const since = events.findLast((past) => past.event === condition.after)?.at;
  if (!since) return 'too_early';
  if (!condition.within) return undefined;
  const until =
    condition.within === 'accept limit'
      ? deadlineOf(since, limits[pace].accept, hours)
      : since.add({ hours: condition.within.days * 24 });
  return Temporal.Instant.compare(now, until) > 0 ? 'too_late' : undefined;
}

const hasWorkedOn = (events: readonly ReportEvent[], person: string | null) =>
  person !== null &&
  events.some(({ event, actor }) => actor === person && (event === 'start' || event === 'finish'));
