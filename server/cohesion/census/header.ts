/** Finds the header rows of a sheet among the titles above them, and the parts of each column's header. */
import { createHash } from 'node:crypto';
import { decidesGroup, headerKey, type ListKind, meaningOf } from './meanings.ts';
import { phonesIn, plainText } from './normalise.ts';
import type { Row } from './table.ts';

export type Header = {
  /** Sheet rows of the header, first and last; null when the sheet has none. */
  readonly first: number | null;
  readonly last: number | null;
  /** For each column the texts of its header from the top, repeated ones once. */
  readonly columns: readonly (readonly string[])[];
};

/** A header stands within this many rows of the top. */
const DEEPEST = 30;

const textsOf = (row: Row) => row.cells.map((cell) => (cell ? plainText(cell.text) : ''));

/** Whether a row is one text over the whole width, such as a title. */
export function isSingle(row: Row): boolean {
  return new Set(textsOf(row).filter(Boolean)).size <= 1;
}

/** Whether a row can be part of a header: short words, no phone, no long number, no sentence with a colon. */
function canBeHeader(row: Row): boolean {
  return row.cells.every((cell) => {
    if (!cell) return true;
    if (cell.number !== undefined || cell.date !== undefined) return false;
    const text = plainText(cell.text);
    return (
      text.length <= 40 &&
      phonesIn(text).length === 0 &&
      !/\d{5,}/.test(text) &&
      !/[:：]\s*\S{2,}/.test(text.replace(/\([^)]*\)/g, ''))
    );
  });
}

/** How many different meanings the cells of a row name. */
function score(row: Row, kind: ListKind): number {
  if (!canBeHeader(row)) return 0;
  const found = new Set<string>();
  for (const text of new Set(textsOf(row))) {
    const read = text ? meaningOf([text], kind) : null;
    if (read) found.add(read.meaning === 'ignored' ? headerKey(text) : read.meaning);
  }
  return found.size;
}

/** Whether a row of the body is the header once more, as on every printed page or over every site. */
export function repeatsHeader(row: Row, header: Header, kind: ListKind): boolean {
  if (header.last === null) return false;
  const texts = textsOf(row);
  const last = header.columns.map((parts) => headerKey(parts[parts.length - 1] ?? ''));
  const same = texts.filter((text, at) => text !== '' && headerKey(text) === last[at]).length;
  const filled = texts.filter(Boolean).length;
  return (
    filled >= 2 &&
    (same >= Math.max(2, filled * 0.7) || (score(row, kind) >= 3 && score(row, kind) >= filled * 0.7))
  );
}

/** A row over the header names groups of columns: at least two different texts, one of them over several columns. */
function isGroupRow(row: Row): boolean {
  return canBeHeader(row) && !isSingle(row) && row.cells.some((cell) => cell?.spread === 'across');
}

/**
 * The same in a text table, which has no merged cells: fewer words than the header, with blanks to their right. Each
 * word is taken to reach as far as the next one.
 */
function unmergedGroups(row: Row, header: Row): Row | null {
  const filled = (one: Row) => textsOf(one).filter(Boolean).length;
  const below = textsOf(header);
  const words = textsOf(row);
  const first = words.findIndex(Boolean);
  const fits =
    words.every((word, at) => word === '' || (below[at] ?? '') !== '') || filled(row) < filled(header) / 2;
  if (!canBeHeader(row) || isSingle(row) || !fits || filled(row) >= filled(header)) return null;
  if (!words.some((word) => decidesGroup(word)) || first < 0) return null;
  let last: Row['cells'][number];
  const cells = below.map((_, at) => {
    last = row.cells[at] ?? last;
    return row.cells[at] ?? (last && { ...last, spread: 'across' as const });
  });
  return { ...row, cells };
}

/** Rows under the header row still belong to it when a merged cell reaches into them and they hold no person. */
function continuesHeader(row: Row, kind: ListKind): boolean {
  return canBeHeader(row) && row.cells.some((cell) => cell?.spread === 'down') && score(row, kind) >= 2;
}

/** Finds the header in the first rows of a sheet. `rows` may go on into the body. */
export function findHeader(rows: readonly Row[], kind: ListKind): Header {
  const near = rows.filter(({ row }, at) => at < DEEPEST && row <= 200);
  let best = { at: -1, score: 0 };
  near.forEach((row, at) => {
    const points = score(row, kind);
    if (points > best.score) best = { at, score: points };
  });
  if (best.score < 2) {
    const lone = near.findIndex((row) => score(row, kind) === 1 && !isSingle(row));
    const alone = near.findIndex(
      (row) => score(row, kind) === 1 && /姓名|电话|手机|站点名称/.test(textsOf(row).join('')),
    );
    const at = lone >= 0 ? lone : alone;
    if (at < 0) return { first: null, last: null, columns: [] };
    best = { at, score: 1 };
  }
  let [top, bottom] = [best.at, best.at];
  while (bottom + 1 < near.length && bottom - top < 2 && continuesHeader(near[bottom + 1]!, kind)) bottom++;
  while (top > 0 && bottom - top < 2 && isGroupRow(near[top - 1]!)) top--;
  const found = near.slice(top, bottom + 1);
  const groups = top > 0 && found.length === 1 ? unmergedGroups(near[top - 1]!, near[top]!) : null;
  return headerOf(groups ? [groups, ...found] : found);
}

/** The header that a run of rows forms. */
export function headerOf(rows: readonly Row[]): Header {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, column) => {
    const texts = rows.map((row) => row.cells[column]).map((cell) => (cell ? plainText(cell.text) : ''));
    return texts.filter((text, at) => text !== '' && text !== texts[at - 1]);
  });
  return { first: rows[0]?.row ?? null, last: rows[rows.length - 1]?.row ?? null, columns };
}

/** The name of a column as shown to people: its header rows joined. */
export function columnTitle(header: Header, column: number): string {
  const parts = header.columns[column] ?? [];
  return parts[parts.length - 1] ?? '';
}

/** A stable mark of a layout: the same headers in the same order, however written, give the same mark. */
export function layoutSignature(header: Header): string {
  const words = header.columns
    .map((parts) => parts.map(headerKey).join('/'))
    .join('|')
    .replace(/\|+$/, '');
  return createHash('sha256').update(words).digest('base64url').slice(0, 22);
}
