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

/** Makes the allocator of one database; `next` gives the number for a street and a moment. */
export function makeNumbers(db: Db) {
  const waiting = new Map<string, Waiting[]>();

  async function reserve(key: string, street: string, day: string): Promise<void> {
    const queue = waiting.get(key) ?? [];
    while (queue.length > 0) {
      const together = queue.splice(0, 100);
      try {
        const last = await reserved(db, street, day, together.length);
        for (const [at, one] of together.entries()) one.resolve(last - together.length + 1 + at);
      } catch (error) {
        for (const one of together) one.reject(error);
      }
    }
    waiting.delete(key);
  }

  return async function next(street: string, now: Temporal.Instant): Promise<string> {
    const day = now.toZonedDateTimeISO(ZONE).toPlainDate().toString();
    const key = `${street} ${day}`;
    const number = await new Promise<number>((resolve, reject) => {
      const queue = waiting.get(key);
      if (queue) {
        queue.push({ resolve, reject });
        return;
      }
      waiting.set(key, [{ resolve, reject }]);
      void reserve(key, street, day);
    });
    return `${street.slice(-3)}-${day.replaceAll('-', '')}-${String(number).padStart(4, '0')}`;
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
