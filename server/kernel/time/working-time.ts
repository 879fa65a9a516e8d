// Time limits run in office hours or on the natural clock; both are counted here, always in Asia/Shanghai.
import announced from 'chinese-days/dist/chinese-days.json' with { type: 'json' };

/** The zone in which every day, hour and limit of the product is counted. */
export const ZONE = 'Asia/Shanghai';

/** A span of an office day, wall-clock `HH:MM` in Asia/Shanghai, end not included. */
export interface OfficeSpan {
  readonly from: string;
  readonly to: string;
}

/** When an office works on a working day: spans in order that do not touch. */
export type OfficeHours = readonly OfficeSpan[];

/** Own default: 09:00–12:00 and 14:00–18:00, seven hours; a subdistrict may set its own. */
export const defaultOfficeHours: OfficeHours = [
  { from: '09:00', to: '12:00' },
  { from: '14:00', to: '18:00' },
];

/** A time limit: on the natural clock, day and night, or in office hours. */
export type Limit =
  | { readonly naturalMinutes: number }
  | { readonly workingMinutes: number }
  | { readonly workingDays: number };

/**
 * Whether offices work on this day (ISO `YYYY-MM-DD`): Monday to Friday, without the public holidays and with the
 * make-up workdays that the State Council announces for each year. Years not announced yet know weekends only.
 */
export function isWorkingDay(date: Temporal.PlainDate): boolean {
  const day = date.toString();
  return makeUpWorkdays.has(day) || (date.dayOfWeek <= 5 && !publicHolidays.has(day));
}

// The package's table, not its functions: those read days in the zone of the machine.
const publicHolidays = new Set(Object.keys(announced.holidays));
const makeUpWorkdays = new Set(Object.keys(announced.workdays));

/** Office minutes of one working day; a limit of n working days is n times as many minutes. */
export function minutesOfDay(hours: OfficeHours = defaultOfficeHours): number {
  return hours.reduce((sum, span) => sum + (minuteOf(span.to) - minuteOf(span.from)), 0);
}

/**
 * The moment at which `minutes` (≥ 0, fractions allowed) of office time have passed since `start`. What ends with a
 * span ends there (12:00), not at the start of the next (14:00); 0 minutes give `start` itself.
 */
export function addWorkingMinutes(
  start: Temporal.Instant,
  minutes: number,
  hours: OfficeHours = defaultOfficeHours,
): Temporal.Instant {
  if (!(minutes >= 0 && Number.isFinite(minutes))) throw new RangeError('minutes must be 0 or more');
  if (minutesOfDay(hours) <= 0) throw new RangeError('office hours are empty');
  let left = Math.round(minutes * MINUTE);
  if (left === 0) return start;
  const from = start.epochMilliseconds;
  for (let day = dayOf(start); ; day = day.add({ days: 1 }))
    for (const [opens, closes] of spansOn(day, hours)) {
      const begins = Math.max(opens, from);
      if (begins >= closes) continue;
      if (left <= closes - begins) return Temporal.Instant.fromEpochMilliseconds(begins + left);
      left -= closes - begins;
    }
}

/** `days` working days after `start`, a working day being the office minutes of a day. */
export function addWorkingDays(
  start: Temporal.Instant,
  days: number,
  hours: OfficeHours = defaultOfficeHours,
): Temporal.Instant {
  return addWorkingMinutes(start, days * minutesOfDay(hours), hours);
}

/** Minutes of office time between two moments; negative when `to` is earlier than `from`. */
export function workingMinutesBetween(
  from: Temporal.Instant,
  to: Temporal.Instant,
  hours: OfficeHours = defaultOfficeHours,
): number {
  if (Temporal.Instant.compare(from, to) > 0) return -workingMinutesBetween(to, from, hours);
  const [begin, end] = [from.epochMilliseconds, to.epochMilliseconds];
  const last = dayOf(to);
  let sum = 0;
  for (let day = dayOf(from); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
    for (const [opens, closes] of spansOn(day, hours))
      sum += Math.max(0, Math.min(closes, end) - Math.max(opens, begin));
  return sum / MINUTE;
}

/** When a limit that starts at `start` is over. */
export function deadlineOf(
  start: Temporal.Instant,
  limit: Limit,
  hours: OfficeHours = defaultOfficeHours,
): Temporal.Instant {
  return shareOf(start, limit, 1, hours);
}

/** When `share` (0.5 = half) of a limit that starts at `start` has passed, on the limit's own clock. */
export function shareOf(
  start: Temporal.Instant,
  limit: Limit,
  share: number,
  hours: OfficeHours = defaultOfficeHours,
): Temporal.Instant {
  if ('naturalMinutes' in limit)
    return start.add({ milliseconds: Math.round(limit.naturalMinutes * share * MINUTE) });
  const minutes = 'workingDays' in limit ? limit.workingDays * minutesOfDay(hours) : limit.workingMinutes;
  return addWorkingMinutes(start, minutes * share, hours);
}

const MINUTE = 60_000;

const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(ZONE).toPlainDate();

function minuteOf(wallClock: string): number {
  const time = Temporal.PlainTime.from(wallClock);
  return time.hour * 60 + time.minute;
}

/** The office spans of a day in epoch milliseconds; none on a day off. */
function spansOn(day: Temporal.PlainDate, hours: OfficeHours): [number, number][] {
  if (!isWorkingDay(day)) return [];
  const at = (wallClock: string) =>
    day.toZonedDateTime({ timeZone: ZONE, plainTime: Temporal.PlainTime.from(wallClock) }).epochMilliseconds;
  return hours.map((span) => [at(span.from), at(span.to)]);
}
