/**
 * Numbers that people read: 066-20261124-0007 is the seventh report of subdistrict …066 on that day.
 *
 * They come from one counter row per street and day. Reports that arrive together share one reservation, so that filing
 * never queues for the row's lock. The reservation commits without waiting for the disk (`synchronous_commit` off):
 * whatever report uses a number is written to the log after it, so a durable report implies a durable reservation.
 */
import type { Db } from '../../kernel/database/database.ts';
import { rawQuery } from '../../kernel/database/query.ts';
import { ZONE } from '../../kernel/time/working-time.ts';

type Waiting = { resolve: (number: number) => void; reject: (error: unknown) => void };

/** Numbers of one street and day that are reserved and not used yet, and who waits for more. */
interface Day {
  next: number;
  last: number;
  waiting: Waiting[];
  reserving: boolean;
}

/** From so many waiting at once on, a reservation also provides for those who come right after. */
const crowd = 4;
/** A reservation in a crowd is this many times what waits. What is left over is used next, or lost at a restart. */
const ahead = 4;

/** Makes the allocator of one database; `next` gives the number for a street and a moment. */
export function makeNumbers(db: Db) {
  const days = new Map<string, Day>();

  async function reserve(day: Day, street: string, date: string): Promise<void> {
    day.reserving = true;
    while (day.waiting.length > 0) {
      const waiting = day.waiting.splice(0);
      const count = waiting.length < crowd ? waiting.length : waiting.length * ahead;
      try {
        day.last = await reserved(db, street, date, count);
        day.next = day.last - count + 1;
        for (const one of waiting) one.resolve(day.next++);
      } catch (error) {
        for (const one of waiting) one.reject(error);
      }
      while (day.next <= day.last && day.waiting.length > 0) day.waiting.shift()?.resolve(day.next++);
    }
    day.reserving = false;
  }

  function numberOf(street: string, date: string): Promise<number> | number {
    const key = `${street} ${date}`;
    const day = days.get(key) ?? { next: 1, last: 0, waiting: [], reserving: false };
    if (!days.has(key)) {
      // A new day of a street: what was left of its earlier ones is over.
      for (const old of days.keys()) if (old.startsWith(`${street} `)) days.delete(old);
      days.set(key, day);
    }
    if (day.next <= day.last && day.waiting.length === 0) return day.next++;
    return new Promise<number>((resolve, reject) => {
      day.waiting.push({ resolve, reject });
      if (!day.reserving) void reserve(day, street, date);
    });
  }

  return async function next(street: string, now: Temporal.Instant): Promise<string> {
    const date = now.toZonedDateTimeISO(ZONE).toPlainDate().toString();
    const number = await numberOf(street, date);
    return `${street.slice(-3)}-${date.replaceAll('-', '')}-${String(number).padStart(4, '0')}`;
  };
}

/** Moves the counter on by `count` and gives its new value, in one round trip. */
async function reserved(db: Db, street: string, day: string, count: number): Promise<number> {
  const { results } = await db.batch({ as: 'system', street }, [
    rawQuery<never>("select set_config('synchronous_commit', 'off', true)"),
    rawQuery<{ last: number }>(moveOn, [street, day, count]),
  ]);
  return results[1].rows[0]?.last ?? 0;
}

const moveOn = `
insert into counters (street, kind, day, last) values ($1, 'report', $2, $3)
on conflict (street, kind, day) do update set last = counters.last + $3 returning last`;
