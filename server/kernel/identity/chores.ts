/** What sessions leave behind. */
import { sql } from 'kysely';
import type { Chore } from '../jobs/jobs.ts';

/** Sessions that ended by themselves: they open nothing any more, and name a device. */
export const expiredSessions: Chore = {
  name: 'expired sessions',
  async run(tx, { street }) {
    const { numDeletedRows } = await tx
      .deleteFrom('sessions')
      .where('street', '=', street)
      .where('expires_at', '<', sql<Date>`now()`)
      .executeTakeFirst();
    return Number(numDeletedRows);
  },
};
