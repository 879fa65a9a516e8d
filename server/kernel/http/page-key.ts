/** Keys of pages that are ordered by time: the moment as the database writes it (microseconds), then the row's id. */
import { fail } from './problem.ts';

const moment = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/;
const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The key of the page after the row `id`; `at` is its time cast to text. */
export const timeKey = (at: string, id: string): string =>
  Buffer.from(JSON.stringify([at, id])).toString('base64url');

/** What `timeKey` wrote. Throws `bad_after`. */
export function readTimeKey(after: string): { at: string; id: string } {
  const [at, id] = parsed(after);
  if (typeof at !== 'string' || typeof id !== 'string' || !moment.test(at) || !uuid.test(id))
    throw fail('bad_after');
  return { at, id };
}

/** The id of the last row shown, where pages are ordered by id. Throws `bad_after` when it is none. */
export function readIdKey(after: string | undefined): string | undefined {
  if (after !== undefined && !uuid.test(after)) throw fail('bad_after');
  return after;
}

function parsed(after: string): unknown[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(after, 'base64url').toString());
    return Array.isArray(key) ? key : [];
  } catch {
    return [];
  }
}
