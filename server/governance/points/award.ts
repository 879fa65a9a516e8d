// How many points an award gives, and until when they last. The ledger's transfers are written elsewhere.
import { ZONE } from '../../kernel/time/working-time.ts';
import type { CapPer, PointRule } from './policy.ts';

/**
 * Points for `quantity` units of a rule (whole units count; 2.5 hours at 10 an hour are 25 points, rounded down), never
 * more than the cap leaves. `used` is what the rules of the same cap group have given within the cap's window. 0 means
 * that nothing is recorded.
 */
export function awardAmount(
  rule: Pick<PointRule, 'amount' | 'cap'>,
  { used = 0, quantity = 1 }: { used?: number; quantity?: number } = {},
): number {
  if (!(quantity >= 0 && used >= 0)) throw new RangeError('quantity and used must be 0 or more');
  const earned = Math.floor(rule.amount * quantity + 1e-9);
  return rule.cap === null ? earned : Math.max(0, Math.min(earned, rule.cap - used));
}

/**
 * Since when awards count against a cap: start of the day or month in Asia/Shanghai; null where time does not matter
 * (`ever`, and `session`, which counts the awards with the same proof).
 */
export function capSince(capPer: CapPer, at: Temporal.Instant): Temporal.Instant | null {
  const day = at.toZonedDateTimeISO(ZONE).startOfDay();
  if (capPer === 'day') return day.toInstant();
  if (capPer === 'month') return day.with({ day: 1 }).toInstant();
  return null;
}

/** The last second in which points granted at `at` can be spent: 31 December of the following year, 23:59:59 Shanghai. */
export function expiryOf(at: Temporal.Instant): Temporal.Instant {
  const year = at.toZonedDateTimeISO(ZONE).year + 1;
  const lastDay = Temporal.PlainDateTime.from({ year, month: 12, day: 31, hour: 23, minute: 59, second: 59 });
  return lastDay.toZonedDateTime(ZONE).toInstant();
}
