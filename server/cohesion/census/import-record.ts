/** The record of an import: its states, and how people see it. Who changes a state names the state it must be in. */
import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { Transaction } from '../../kernel/database/database.ts';
import type { Datum } from '../../kernel/divisions/datum.ts';
import type { Said } from '../../kernel/http/contract.ts';
import type { HandMapping } from './columns.ts';
import type { ImportKind, ImportState, ImportView, SheetFound } from './contract.ts';
import { fail } from './failures.ts';
import { meaningsOf } from './import-words.ts';

export type State = Static<typeof ImportState>;

/** How a file is to be read. */
export interface ReadingOptions {
  datum?: Datum;
  /** by name of the sheet; visible ones are taken unless this says otherwise */
  ticked?: Record<string, boolean>;
  /** column meanings of sheets that have no header to remember them by */
  bySheet?: Record<string, HandMapping>;
  /** signatures of layouts set by hand in this import */
  hand?: string[];
  keepNotes?: boolean;
  /** PIPL art. 13 confirmed */
  legalBasis?: boolean;
}

export interface Summary {
  counts?: Record<string, number>;
  warnings?: Said[];
  sheets?: SheetFound[];
}

export interface ImportRow {
  id: string;
  kind: ImportKind;
  fileName: string;
  state: State;
  options: ReadingOptions;
  summary: Summary;
  progress: { rows?: number; of?: number | null; at?: number };
  failure: (Said & { code?: string }) | null;
  createdAt: Date;
  createdBy: string;
  confirmedAt: Date | null;
  undoneAt: Date | null;
}

/** An import can be undone as a whole for this long (days; domain rules, section 2). */
export const undoDays = 7;

const select = (tx: Transaction, street: string) =>
  tx
    .selectFrom('imports')
    .leftJoin('staff', (join) =>
      join.onRef('staff.street', '=', 'imports.street').on(sql<boolean>`staff.id::text = imports.created_by`),
    )
    .select([
      'imports.id',
      'imports.kind',
      'imports.file_name',
      'imports.state',
      'imports.options',
      'imports.summary',
      'imports.progress',
      'imports.failure',
      'imports.created_at',
      'imports.created_by',
      'imports.confirmed_at',
      'imports.undone_at',
      'staff.name as staff_name',
    ])
    .where('imports.street', '=', street);

type Selected = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

const rowOf = (row: Selected): ImportRow => ({
  id: row.id,
  kind: row.kind as ImportKind,
  fileName: row.file_name,
  state: row.state as State,
  options: (row.options ?? {}) as ReadingOptions,
  summary: (row.summary ?? {}) as unknown as Summary,
  progress: (row.progress ?? {}) as ImportRow['progress'],
  failure: row.failure as unknown as ImportRow['failure'],
  createdAt: row.created_at,
  createdBy: row.staff_name ?? '系统',
  confirmedAt: row.confirmed_at,
  undoneAt: row.undone_at,
});

/** The import. Throws `no_such_import`. */
export async function importById(tx: Transaction, street: string, id: string): Promise<ImportRow> {
  const row = await select(tx, street).where('imports.id', '=', id).executeTakeFirst();
  if (!row) throw fail('no_such_import');
  return rowOf(row);
}

/** Newest first, by id, which grows with time. */
export async function importsBefore(
  tx: Transaction,
  street: string,
  before: string | undefined,
  limit: number,
): Promise<ImportRow[]> {
  let query = select(tx, street).orderBy('imports.id', 'desc').limit(limit);
  if (before) query = query.where('imports.id', '<', before);
  return (await query.execute()).map(rowOf);
}

/** A new import that is being read. */
export const insertImport = (
  tx: Transaction,
  street: string,
  record: {
    id: string;
    kind: ImportKind;
    fileName: string;
    sha256: Buffer;
    options: ReadingOptions;
    createdBy: string;
  },
) =>
  tx
    .insertInto('imports')
    .values({
      street,
      id: record.id,
      kind: record.kind,
      file_name: record.fileName,
      file_sha256: record.sha256,
      state: 'reading',
      options: JSON.stringify(record.options),
      progress: JSON.stringify({ rows: 0, of: null, at: Date.now() }),
      created_by: record.createdBy,
    })
    .execute();

export interface Changed {
  options?: ReadingOptions;
  summary?: Summary;
  progress?: { rows: number; of: number | null };
  failure?: (Said & { code?: string }) | null;
}

/** Moves an import on; false when it was in none of the states `from` any more. `to` is what it becomes. */
export async function moveImport(
  tx: Transaction,
  street: string,
  id: string,
  from: readonly State[],
  to: State,
  changed: Changed = {},
): Promise<boolean> {
  const moved = await tx
    .updateTable('imports')
    .set({
      state: to,
      ...(changed.options && { options: JSON.stringify(changed.options) }),
      ...(changed.summary && { summary: JSON.stringify(changed.summary) }),
      ...(changed.progress && { progress: JSON.stringify({ ...changed.progress, at: Date.now() }) }),
      ...(changed.failure !== undefined && { failure: changed.failure && JSON.stringify(changed.failure) }),
      ...(to === 'confirmed' && from[0] !== 'confirmed' && { confirmed_at: sql<Date>`now()` }),
      ...(to === 'undone' && { undone_at: sql<Date>`now()` }),
    })
    .where('street', '=', street)
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .returning('id')
    .executeTakeFirst();
  return moved !== undefined;
}

/** Whether the office has said on what legal basis it keeps rosters (PIPL art. 13): asked with the first one. */
export async function legalBasisKnown(tx: Transaction, street: string): Promise<boolean> {
  const row = await tx
    .selectFrom('imports')
    .select('id')
    .where('street', '=', street)
    .where('kind', '=', 'roster')
    .where('confirmed_at', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** As the contract has it; a list leaves the sheets out. */
export function importView(row: ImportRow, detail: 'whole' | 'listed' = 'whole'): ImportView {
  const until = row.confirmedAt ? new Date(row.confirmedAt.getTime() + undoDays * 24 * 3600_000) : null;
  return {
    id: row.id,
    kind: row.kind,
    fileName: row.fileName,
    state: row.state,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
    undoneAt: row.undoneAt?.toISOString() ?? null,
    undoUntil: row.state === 'confirmed' ? (until?.toISOString() ?? null) : null,
    progress: { rows: row.progress.rows ?? 0, of: row.progress.of ?? null },
    failure: row.failure && { zh: row.failure.zh, en: row.failure.en },
    sheets: detail === 'whole' ? (row.summary.sheets ?? []) : [],
    counts: row.summary.counts ?? {},
    warnings: detail === 'whole' ? (row.summary.warnings ?? []) : [],
    meanings: detail === 'whole' ? meaningsOf(row.kind) : [],
  };
}
