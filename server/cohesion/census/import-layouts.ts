/** Column meanings set by hand: kept for the layout, so that the next file of the same form is read right at once. */
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/database.ts';
import type { HandMapping } from './columns.ts';
import type { ImportKind, ImportReading, SheetFound } from './contract.ts';
import { fail } from './failures.ts';
import type { ReadingOptions } from './import-record.ts';
import { type Meaning, rosterMeanings, siteMeanings } from './meanings.ts';

/** Meanings by signature that were set by hand in earlier imports. */
export async function rememberedLayouts(
  tx: Transaction,
  street: string,
  kind: ImportKind,
): Promise<Record<string, HandMapping>> {
  const rows = await tx
    .selectFrom('import_layouts')
    .select(['signature', 'columns'])
    .where('street', '=', street)
    .where('kind', '=', kind)
    .execute();
  return Object.fromEntries(rows.map((row) => [row.signature, row.columns as unknown as HandMapping]));
}

async function rememberLayout(
  tx: Transaction,
  street: string,
  kind: ImportKind,
  signature: string,
  columns: HandMapping,
): Promise<void> {
  const value = JSON.stringify(columns);
  await tx
    .insertInto('import_layouts')
    .values({ street, kind, signature, columns: value })
    .onConflict((conflict) =>
      conflict
        .columns(['street', 'kind', 'signature'])
        .doUpdateSet({ columns: sql`import_layouts.columns || excluded.columns`, updated_at: sql`now()` }),
    )
    .execute();
}

/**
 * Takes what staff set for the next reading: ticks, columns, notes, datum. Columns of a sheet with a header are
 * remembered by its layout. Throws `no_such_column` for a meaning or column that cannot be set.
 */
export async function takeReading(
  tx: Transaction,
  street: string,
  kind: ImportKind,
  before: ReadingOptions,
  sheets: readonly SheetFound[],
  wish: ImportReading,
): Promise<ReadingOptions> {
  const options: ReadingOptions = {
    ...before,
    ticked: { ...before.ticked },
    bySheet: { ...before.bySheet },
    hand: [...(before.hand ?? [])],
  };
  if (wish.keepNotes !== undefined) options.keepNotes = wish.keepNotes;
  if (wish.datum !== undefined) options.datum = wish.datum;
  for (const { name, ticked, columns } of wish.sheets) {
    const sheet = sheets.find((one) => one.name === name);
    if (!sheet) throw fail('no_such_column');
    options.ticked![name] = ticked;
    const set = columns && mappingOf(kind, sheet, columns);
    if (!set || Object.keys(set).length === 0) continue;
    if (sheet.headerRow === null || sheet.signature === '') {
      options.bySheet![name] = { ...options.bySheet![name], ...set };
    } else {
      await rememberLayout(tx, street, kind, sheet.signature, set);
      if (!options.hand!.includes(sheet.signature)) options.hand!.push(sheet.signature);
    }
  }
  return options;
}

/** Sensitive columns stay what they are: nobody can set one to be stored. */
function mappingOf(kind: ImportKind, sheet: SheetFound, columns: Record<string, string>): HandMapping {
  const allowed: readonly string[] = kind === 'roster' ? rosterMeanings : siteMeanings;
  const set: Record<number, Meaning> = {};
  for (const [index, meaning] of Object.entries(columns)) {
    const column = sheet.columns.find((one) => String(one.index) === index);
    const free = column && (column.kept === 'stored' || column.kept === 'not_used');
    const wanted = meaning === '' ? 'ignored' : meaning;
    if (!free || !allowed.includes(wanted)) throw fail('no_such_column');
    set[column.index] = wanted as Meaning;
  }
  return set;
}
