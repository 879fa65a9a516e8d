/** Turns the sheets of a roster into entries: one per row that names a person, read or rejected with its reason. */
import { type Blocks, blocksOf, cut, headerOfBlock } from './blocks.ts';
import { type Column, columnOf, findColumns, type HandMapping, type Layout } from './columns.ts';
import { dateOfCell } from './dates.ts';
import { findHeader, type Header, headerOf, layoutSignature, repeatsHeader } from './header.ts';
import { rowWithoutIdentity } from './identity.ts';
import type { Meaning } from './meanings.ts';
import { columnLetters } from './merges.ts';
import { type Gender, genderOf, nameOf, phoneOf, phonesIn, plainText, saysNothing } from './normalise.ts';
import { asWritten, fillsDown, sameAsAbove, siteOfSheet } from './roster-sites.ts';
import { cellOf, kindOfRow } from './rows.ts';
import { siteOfLine } from './sitenames.ts';
import type { Cell, ReadOptions, Row, Sheet, Workbook } from './table.ts';
import { type Brand, brandOf, type Vehicle, vehicleOf } from './vocabulary.ts';

/** Where an entry stands, for people: file, sheet and row as the spreadsheet shows them. */
export type Place = { readonly file: string; readonly sheet: string; readonly row: number };

/** A person as one row of a roster says it. Dates are ISO with day, month or year. */
export type RosterEntry = Place & {
  readonly name: string;
  readonly phone: string;
  /** A second phone found in the row: a decision for staff, never stored by itself. */
  readonly secondPhone: string | null;
  /** Name of the site as known already, else as written; null when the roster does not say. */
  readonly site: string | null;
  readonly gender: Gender | null;
  readonly vehicle: Vehicle | null;
  readonly platform: Brand | null;
  readonly startDate: string | null;
  readonly staffNumber: string | null;
  readonly shortNumber: string | null;
  readonly community: string | null;
  /** Only with `withNotes`; identity numbers and consent facts are never in it. */
  readonly note: string | null;
};

export type RejectReason = 'name' | 'phone';

/** A row that names a person and cannot be used; `value` is what stands in the cell that is wrong. */
export type RejectedRow = Place & {
  readonly column: string;
  readonly value: string;
  readonly reason: RejectReason;
  /** What could be read all the same, to count people. */
  readonly name: string | null;
  readonly phone: string | null;
  readonly site: string | null;
};

export type RosterRow =
  | { readonly kind: 'entry'; readonly entry: RosterEntry }
  | { readonly kind: 'rejected'; readonly rejected: RejectedRow };

/** What was found out about a sheet before and while its rows were read. */
export type SheetRead = {
  readonly header: Header;
  readonly layout: Layout;
  /** False when no name or no phone column was found; then the sheet gives no rows. */
  readonly readable: boolean;
  hiddenRows: number;
  skipped: { total: number; note: number; section: number; blank: number };
  /** Columns in whose cells identity numbers were found and removed. */
  identityColumns: Set<number>;
};

export type RosterOptions = ReadOptions & {
  readonly file: string;
  readonly withNotes?: boolean;
  /** Meanings set by hand, for a sheet (by name) or a layout (by signature). */
  readonly mappings?: Readonly<Record<string, HandMapping>>;
  /** The known site that a written name stands for, or null. */
  readonly knownSite?: (written: string) => string | null;
};

/** Rows looked at before meanings are decided. */
const SAMPLE = 300;

/** Reads the first rows of a sheet and decides header and columns; the rows are kept for `readRoster`. */
export async function openRosterSheet(
  workbook: Workbook,
  sheet: Sheet,
  options: RosterOptions,
): Promise<{ read: SheetRead; rows: AsyncGenerator<RosterRow, void, undefined> }> {
  const source = workbook.rows(sheet, { signal: options.signal, onProgress: options.onProgress });
  const start: Row[] = [];
  while (start.length < SAMPLE) {
    const next = await source.next();
    if (next.done) break;
    start.push(next.value);
  }
  const whole = findHeader(start, 'roster');
  const blocks = blocksOf(whole);
  const header = blocks ? headerOfBlock(whole, blocks) : whole;
  const under = start.filter(({ row }) => header.last === null || row > header.last);
  const body = blocks ? under.flatMap((row) => [...cut(row, blocks)]) : under;
  const hand = options.mappings?.[layoutSignature(header)] ?? options.mappings?.[sheet.name];
  const layout = findColumns(header, body, 'roster', hand);
  const has = (meaning: Meaning) => columnOf(layout, meaning) >= 0;
  const read: SheetRead = {
    header,
    layout,
    readable: has('nameAndPhone') || (has('name') && has('phone') && !listsContacts(layout)),
    hiddenRows: 0,
    skipped: { total: 0, note: 0, section: 0, blank: 0 },
    identityColumns: new Set(),
  };
  const above = start.filter(({ row }) => header.first !== null && row < header.first);
  return {
    read,
    rows: readRows(read, sheet, above, body, source, blocks, options),
  };
}

/** A list of shops or sites has contacts with addresses; they are not the people who work there. */
function listsContacts(layout: Layout): boolean {
  const name = layout.columns.find(({ meaning }) => meaning === 'name');
  return (
    /^联系人$/.test(plainText(name?.title ?? '')) && name?.by === 'header' && columnOf(layout, 'address') >= 0
  );
}

async function* readRows(
  read: SheetRead,
  sheet: Sheet,
  above: readonly Row[],
  body: readonly Row[],
  rest: AsyncGenerator<Row, void, undefined>,
  blocks: Blocks | null,
  options: RosterOptions,
): AsyncGenerator<RosterRow, void, undefined> {
  try {
    if (!read.readable) return;
    const known = options.knownSite ?? (() => null);
    const isKnown = (name: string) => known(siteOfLine(name)) !== null;
    const { header } = read;
    let { layout } = read;
    const downwards = fillsDown(body, columnOf(layout, 'site'));
    const sheetSite = siteOfSheet(sheet, above, known);
    let section: string | null = null;
    let aboveSite: string | null = null;
    for await (const raw of chain(body, rest, blocks)) {
      if (raw.hidden) read.hiddenRows++;
      const { row, columns } = rowWithoutIdentity(raw);
      for (const column of columns) read.identityColumns.add(column);
      if (repeatsHeader(row, header, 'roster')) {
        const again = headerOf([row]);
        const other = findColumns(again, [], 'roster');
        const differs = layoutSignature(again) !== layoutSignature(header);
        if (differs && columnOf(other, 'name') >= 0 && columnOf(other, 'phone') >= 0) layout = other;
        continue;
      }
      const kind = kindOfRow(row, layout, isKnown);
      if (kind === 'section') {
        section = siteOfLine(asWritten(row.cells.find(Boolean)!.text));
        aboveSite = null;
      }
      const siteCell = row.cells[columnOf(layout, 'site')];
      const written = siteCell && siteCell.spread !== 'across' ? asWritten(siteCell.text) : '';
      if (written && !sameAsAbove.test(written) && kind !== 'section' && kind !== 'total' && kind !== 'note')
        aboveSite = written;
      if (kind !== 'person') {
        read.skipped[kind]++;
        continue;
      }
      const asAbove = sameAsAbove.test(written) || (written === '' && downwards);
      const named = (asAbove ? aboveSite : saysNothing(written) ? null : written) ?? section ?? sheetSite;
      const site = named === null ? null : (known(named) ?? named);
      yield readPerson(
        row,
        layout,
        site,
        { file: options.file, sheet: sheet.name, row: row.row },
        options.withNotes ?? false,
      );
    }
  } finally {
    await rest.return();
  }
}

async function* chain(
  first: readonly Row[],
  rest: AsyncGenerator<Row, void, undefined>,
  blocks: Blocks | null,
): AsyncGenerator<Row, void, undefined> {
  yield* first;
  for await (const row of rest) {
    if (blocks) yield* cut(row, blocks);
    else yield row;
  }
}

/** Facts that need consent have no place in a note either; such a note is withheld as a whole. */
const sensitiveNote = /党|团员|工会|病|残疾|离异|离婚|丧偶|怀孕|宗教|信教|吸毒|前科/;

function readPerson(
  row: Row,
  layout: Layout,
  site: string | null,
  place: Place,
  withNotes: boolean,
): RosterRow {
  const [nameCell, phoneCell] = [cellOf(row, layout, 'name'), cellOf(row, layout, 'phone')];
  const combined = columnOf(layout, 'phone') < 0;
  let name = nameOf(nameCell?.text ?? '');
  // A wrong phone beside the name makes the phone wrong, not the name.
  if (!name.ok && combined)
    name = nameOf((nameCell?.text ?? '').normalize('NFKC').replace(/\+?\d[\d\s-]{4,}/g, ' '));
  const phone = phoneOf(phoneCell);
  const inName = name.ok ? name.phone : null;
  const digits = phone.ok ? phone.phone : combined ? inName : null;
  if (!name.ok || digits === null) {
    const reason: RejectReason = name.ok ? 'phone' : 'name';
    const cell = name.ok ? phoneCell : nameCell;
    const rejected = {
      ...place,
      column: titleOf(layout, reason),
      value: cell?.text.trim() ?? '',
      reason,
      name: name.ok ? name.name : null,
      phone: digits,
      site,
    };
    return { kind: 'rejected', rejected };
  }
  const text = (meaning: Meaning): string => {
    const cell: Cell | undefined = row.cells[columnOf(layout, meaning)];
    return !cell || cell.spread === 'across' || saysNothing(cell.text) ? '' : plainText(cell.text);
  };
  const beside = layout.columns.filter(({ meaning }) => meaning === 'secondPhone' || meaning === 'note');
  const others = beside.flatMap(({ column }) =>
    phonesIn(row.cells[column]?.text ?? '').map((one) => one.phone),
  );
  const second =
    [phone.ok ? phone.second : null, inName, ...others].find((one) => one && one !== digits) ?? null;
  const note = text('note');
  const entry: RosterEntry = {
    ...place,
    name: name.name,
    phone: digits,
    secondPhone: second,
    site,
    gender: genderOf(text('gender')) ?? name.gender,
    vehicle: vehicleOf(text('vehicle')),
    platform: brandOf(text('platform')) ?? (site ? brandOf(site) : null),
    startDate: dateOfCell(row.cells[columnOf(layout, 'startDate')]),
    staffNumber: text('staffNumber') || null,
    shortNumber: text('shortNumber') || null,
    community: text('community') || null,
    note: withNotes && note && !sensitiveNote.test(note) ? note : null,
  };
  return { kind: 'entry', entry };
}

function titleOf(layout: Layout, meaning: 'name' | 'phone'): string {
  const is = (wanted: Meaning) => (one: Column) => one.meaning === wanted;
  const column = layout.columns.find(is(meaning)) ?? layout.columns.find(is('nameAndPhone'));
  return column ? column.title || columnLetters(column.column) : '';
}
