/** 台账 the ledger as staff read it: filters, search, keyset pages; phones masked (domain rules, section 2). */
import { sql } from 'kysely';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { areaNames, currentAreas } from '../../kernel/divisions/areas.ts';
import type { Cipher } from '../../kernel/privacy/cipher.ts';
import { idsInRange } from '../../kernel/search/search.ts';
import { tokenRange } from '../../kernel/search/tokens.ts';
import type { WorkerPage, WorkerQuery, WorkerRow, WorkerState } from './contract.ts';
import { fail } from './failures.ts';

/** Rows are counted up to here; beyond it the page says “more than”. */
const countedUpTo = 10_000;

/** Workers in the actor's scope that fit the filters, unordered and unpaged. */
export function matchingWorkers(tx: Transaction, cipher: Cipher, actor: Actor, filter: WorkerQuery) {
  let query = tx.selectFrom('workers').where('workers.street', '=', actor.street).where(inScope(actor));
  if (filter.state) query = query.where('workers.state', '=', filter.state);
  else query = query.where('workers.state', '<>', 'left');
  if (filter.community) query = query.where('workers.community', '=', filter.community);
  if (filter.grid === 'none') query = query.where('workers.grid', 'is', null);
  else if (filter.grid) query = query.where('workers.grid', '=', filter.grid);
  if (filter.site) query = query.where('workers.main_site', '=', filter.site);
  if (filter.flagged) query = query.where('workers.assignment_flagged', '=', true);
  for (const condition of searched(cipher, actor.street, filter.search)) query = query.where(condition);
  return query;
}

/** A whole phone by its keyed hash, four digits as a phone's tail, everything else as parts of the name or its pinyin. */
function searched(cipher: Cipher, street: string, typed: string | undefined) {
  const words = (typed ?? '').normalize('NFKC').trim().split(/\s+/).filter(Boolean);
  const whole = words
    .join('')
    .replace(/[-+]/g, '')
    .replace(/^86(?=1\d{10}$)/, '');
  if (/^1[3-9]\d{9}$/.test(whole)) return [sql<boolean>`workers.phone_hash = ${cipher.phoneHash(whole)}`];
  return words.flatMap((word) => {
    const range = /^\d{4}$/.test(word) ? exactly(`tel:${cipher.tailToken(word)}`) : tokenRange(word);
    return range ? [sql<boolean>`workers.id in ${idsInRange(street, 'worker', range)}`] : [];
  });
}

const exactly = (token: string) => ({ from: token, before: `${token}\u0001` }); // PostgreSQL keeps no U+0000

/** Rows of a street-wide role, of own communities or of own grids; nothing for anybody else. */
export function inScope(actor: Actor) {
  if (actor.wide) return sql<boolean>`true`;
  return sql<boolean>`(workers.community = any(${[...actor.communities]}::text[]) or workers.grid = any(${[...actor.grids]}::text[]))`;
}

const columns = [
  'workers.id',
  'workers.name',
  'workers.name_sort',
  'workers.phone_masked',
  'workers.gender',
  'workers.state',
  'workers.platform',
  'workers.vehicle',
  'workers.community',
  'workers.grid',
  'workers.assignment_flagged',
  'workers.updated_at',
  'sites.id as site',
  'sites.name as site_name',
] as const;

/** One page, ordered by the name's pinyin. */
export async function workerPage(
  tx: Transaction,
  cipher: Cipher,
  actor: Actor,
  filter: WorkerQuery,
): Promise<WorkerPage> {
  const limit = filter.limit ?? 20;
  const matching = matchingWorkers(tx, cipher, actor, filter);
  const key = filter.after ? readKey(filter.after) : null;
  const rows = await matching
    .leftJoin('sites', (join) =>
      join.onRef('sites.street', '=', 'workers.street').onRef('sites.id', '=', 'workers.main_site'),
    )
    .select(columns)
    .$if(key !== null, (query) =>
      query.where(sql<boolean>`(workers.name_sort, workers.id) > (${key?.[0]}, ${key?.[1]}::uuid)`),
    )
    .orderBy('workers.name_sort')
    .orderBy('workers.id')
    .limit(limit + 1)
    .execute();
  const counted = await tx
    .selectFrom(
      matching
        .select('workers.id')
        .limit(countedUpTo + 1)
        .as('counted'),
    )
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  const names = areaNames(await currentAreas(tx, actor.street));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    workers: page.map((row) => rowOf(row, names)),
    next: rows.length > limit && last ? writeKey(last.name_sort, last.id) : null,
    total: Math.min(counted.n, countedUpTo),
    totalIsExact: counted.n <= countedUpTo,
  };
}

interface LedgerRow {
  id: string;
  name: string;
  phone_masked: string | null;
  gender: string | null;
  state: string;
  platform: string | null;
  vehicle: string | null;
  community: string | null;
  grid: string | null;
  assignment_flagged: boolean;
  updated_at: Date;
  site: string | null;
  site_name: string | null;
}

/** A ledger row as the contract has it. */
export function rowOf(row: LedgerRow, names: ReadonlyMap<string, string>): WorkerRow {
  const named = (code: string | null) => (code ? { code, name: names.get(code) ?? code } : null);
  return {
    id: row.id,
    name: row.name,
    phoneMasked: row.phone_masked,
    gender: row.gender,
    state: row.state as WorkerState,
    platform: row.platform,
    vehicle: row.vehicle,
    site: row.site && row.site_name ? { id: row.site, name: row.site_name } : null,
    community: named(row.community),
    grid: named(row.grid),
    flagged: row.assignment_flagged,
    updatedAt: row.updated_at.toISOString(),
  };
}

/** The worker's own row when it is in scope. Throws `no_such_worker`. */
export async function workerInScope(tx: Transaction, actor: Actor, id: string) {
  const row = await tx
    .selectFrom('workers')
    .leftJoin('sites', (join) =>
      join.onRef('sites.street', '=', 'workers.street').onRef('sites.id', '=', 'workers.main_site'),
    )
    .select([
      ...columns,
      'workers.phone_cipher',
      'workers.start_date',
      'workers.staff_number',
      'workers.short_number',
      'workers.rest_hours',
      'workers.note',
      'workers.registered_at',
    ])
    .where('workers.street', '=', actor.street)
    .where('workers.id', '=', id)
    .where(inScope(actor))
    .executeTakeFirst();
  if (!row) throw fail('no_such_worker');
  return row;
}

const writeKey = (sort: string, id: string) => Buffer.from(JSON.stringify([sort, id])).toString('base64url');

function readKey(after: string): [string, string] {
  try {
    const [sort, id] = JSON.parse(Buffer.from(after, 'base64url').toString()) as unknown[];
    if (typeof sort === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)) return [sort, id];
  } catch {
    throw fail('bad_after');
  }
  throw fail('bad_after');
}
