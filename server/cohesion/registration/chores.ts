/** What proving a phone leaves behind. */
import { sql } from 'kysely';
import type { Chore } from '../../kernel/jobs/jobs.ts';

/** Codes are kept for a day, since ten a day are allowed; then nothing tells that somebody asked for one. */
export const oldCodes: Chore = {
  name: 'old codes',
  async run(tx, { street }) {
    const { numDeletedRows } = await tx
      .deleteFrom('phone_codes')
      .where('street', '=', street)
      .where('created_at', '<', sql<Date>`now() - interval '1 day'`)
      .executeTakeFirst();
    return Number(numDeletedRows);
  },
};
