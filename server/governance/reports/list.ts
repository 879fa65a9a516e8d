/** Pages of reports: one's own, and those in a member of staff's scope. One statement, one round trip. */
import type { CompiledQuery } from 'kysely';
import { sql } from 'kysely';
import type { Entry } from '../../kernel/database/database.ts';
import { query, rawQuery } from '../../kernel/database/query.ts';
import { areaNames, recentAreas } from '../../kernel/divisions/areas.ts';
import { readIdKey } from '../../kernel/http/page-key.ts';
import { fail } from '../../kernel/http/problem.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { type Categories, recentCategories } from './categories-store.ts';
import type { Pace, ReportBoard, ReportPage, ReportQuery, ReportRow, ReportState } from './contract.ts';

export interface ListedReport {
  id: string;
  number: string;
  category: string;
  pace: string;
  body: string;
  place_note: string;
  lng: number | null;
  lat: number | null;
  community: string | null;
  grid: string | null;
  state: string;
  deadline: Date | null;
  submitted_at: Date;
  photo: string | null;
  photo_count: number;
  handler_name: string | null;
}

const columns = [
  'reports.id',
  'reports.number',
  'reports.category',
  'reports.pace',
  'reports.body',
  'reports.place_note',
  'reports.lng',
  'reports.lat',
  'reports.community',
  'reports.grid',
  'reports.state',
  'reports.deadline',
  'reports.submitted_at',
  'reports.photo',
  'reports.photo_count',
] as const;

const ended = ['closed', 'rejected', 'merged', 'withdrawn'];

/** Rows that the entered actor's role may see, by community and grid (function `in_scope` of migration 0001). */
const inScope = sql<boolean>`in_scope(reports.community, reports.grid)`;

/** One's own reports, newest first. `after` is the id of the last one shown. Written out: it is asked most often. */
export function ownReports(
  street: string,
  after: string | undefined,
  limit: number,
): CompiledQuery<ListedReport> {
  const key = readIdKey(after);
  return rawQuery<ListedReport>(key ? ownOlder : ownNewest, [street, limit + 1, ...(key ? [key] : [])]);
}

const own = (older: string) => `
select ${columns.join(', ')}, staff.name as handler_name
from reports left join staff on staff.street = reports.street and staff.id = reports.handler
where reports.street = $1 and reports.reporter = current_setting('app.actor')::uuid ${older}
order by reports.id desc limit $2`;
const ownNewest = own('');
const ownOlder = own('and reports.id < $3');

/** Reports in scope that fit the filters, newest or most urgent first. */
export function scopedReports(
  street: string,
  filter: ReportQuery,
  limit: number,
): CompiledQuery<ListedReport> {
  const states = filter.state?.split(',').filter(Boolean);
  let q = query
    .selectFrom('reports')
    .leftJoin('staff', (join) =>
      join.onRef('staff.street', '=', 'reports.street').onRef('staff.id', '=', 'reports.handler'),
    )
    .select([...columns, 'staff.name as handler_name'])
    .where('reports.street', '=', street)
    .where(inScope);
  if (states?.length) q = q.where('reports.state', 'in', states);
  if (filter.community) q = q.where('reports.community', '=', filter.community);
  if (filter.grid) q = q.where('reports.grid', '=', filter.grid);
  if (filter.category) q = q.where('reports.category', '=', filter.category);
  if (filter.number) q = q.where('reports.number', '=', filter.number.trim());
  if (filter.mine) q = q.where('reports.handler', '=', sql<string>`current_setting('app.actor')::uuid`);
  if (filter.overdue) q = q.where('reports.deadline', '<', sql<Date>`now()`);
  if (filter.order === 'deadline') {
    const key = filter.after ? readDeadlineKey(filter.after) : null;
    if (key)
      q = q.where(
        sql<boolean>`(coalesce(reports.deadline, 'infinity'), reports.id) > (${key[0]}::timestamptz, ${key[1]}::uuid)`,
      );
    return q
      .orderBy(sql`coalesce(reports.deadline, 'infinity')`)
      .orderBy('reports.id')
      .limit(limit + 1)
      .compile();
  }
  if (filter.after) q = q.where('reports.id', '<', readIdKey(filter.after) as string);
  return q
    .orderBy('reports.id', 'desc')
    .limit(limit + 1)
    .compile();
}

/** Runs one of the two above and words the rows. */
export async function reportPage(
  kernel: Kernel,
  entry: Entry,
  compiled: CompiledQuery<ListedReport>,
  limit: number,
  order?: string,
): Promise<ReportPage> {
  const [areas, categories] = await Promise.all([
    recentAreas(kernel.db, entry.street),
    recentCategories(kernel.db, entry.street),
  ]);
  const { results } = await kernel.db.batch(entry, [compiled]);
  const rows = results[0].rows;
  const names = areaNames(areas);
  const page = rows.slice(0, limit).map((row) => rowOf(row, names, categories));
  const last = page.at(-1);
  const key = last && (order === 'deadline' ? `${last.deadline ?? 'infinity'} ${last.id}` : last.id);
  return { reports: page, next: rows.length > limit && key ? key : null };
}

/** A report's row as the contract has it. */
export function rowOf(
  row: ListedReport,
  names: ReadonlyMap<string, string>,
  categories: Categories,
): ReportRow {
  const named = (code: string | null) => (code ? { code, name: names.get(code) ?? code } : null);
  const category = categories.get(row.category);
  return {
    id: row.id,
    number: row.number,
    category: { code: row.category, name: category?.name ?? { zh: row.category, en: row.category } },
    pace: row.pace as Pace,
    body: row.body,
    placeNote: row.place_note,
    point: row.lng !== null && row.lat !== null ? { lng: row.lng, lat: row.lat } : null,
    community: named(row.community),
    grid: named(row.grid),
    state: row.state as ReportState,
    deadline: row.deadline?.toISOString() ?? null,
    overdue: row.deadline !== null && !ended.includes(row.state) && row.deadline.getTime() < Date.now(),
    submittedAt: row.submitted_at.toISOString(),
    handler: row.handler_name,
    photo: row.photo,
    photoCount: row.photo_count,
  };
}

/** How many reports in scope are in each state, overdue, and with me. */
export async function reportBoard(kernel: Kernel, entry: Entry): Promise<ReportBoard> {
  const { results } = await kernel.db.batch(entry, [
    query
      .selectFrom('reports')
      .select(({ fn }) => ['state', fn.countAll<number>().as('n')])
      .where('street', '=', entry.street)
      .where(inScope)
      .groupBy('state')
      .compile(),
    query
      .selectFrom('reports')
      .select(({ fn }) => [
        fn.countAll<number>().filterWhere('deadline', '<', sql<Date>`now()`).as('overdue'),
        fn
          .countAll<number>()
          .filterWhere('handler', '=', sql<string>`current_setting('app.actor')::uuid`)
          .as('mine'),
      ])
      .where('street', '=', entry.street)
      .where('state', 'in', ['submitted', 'accepted', 'dispatched', 'handling', 'handled'])
      .where(inScope)
      .compile(),
  ]);
  const sums = results[1].rows[0];
  return {
    counts: Object.fromEntries(results[0].rows.map((row) => [row.state, row.n])),
    overdue: sums?.overdue ?? 0,
    mine: sums?.mine ?? 0,
  };
}

/** Deadline (or `infinity`) and id of the last row shown. Throws `bad_after`. */
function readDeadlineKey(after: string): [string, string] {
  const [deadline = '', id = ''] = after.split(' ');
  if (!/^(infinity|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/.test(deadline)) throw fail('bad_after');
  return [deadline, readIdKey(id) as string];
}
