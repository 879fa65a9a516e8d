/** Reads .xlsx workbooks row by row, so that the memory used does not grow with the number of rows. */
import { serialDate } from './dates.ts';
import { type Merge, mergeFiller, mergesOf, placeOf } from './merges.ts';
import { dateStyles } from './styles.ts';
import {
  type Cell,
  LONGEST_CELL,
  MOST_COLUMNS,
  MOST_ROWS,
  type ReadOptions,
  type Row,
  type Sheet,
  type Source,
  Unreadable,
  type Workbook,
} from './table.ts';
import { parseXml } from './xml.ts';
import { openPackage, type Package } from './zip.ts';

/** Characters of all shared strings together; 100,000 people need some four million. */
const MOST_SHARED = 120_000_000;

type Book = {
  readonly file: string;
  readonly parts: Package;
  readonly paths: readonly string[];
  readonly from1904: boolean;
  readonly dates: readonly boolean[];
  shared: Promise<readonly string[]> | null;
  readonly sharedPath: string | null;
};

/** `_x000D_` and the like stand for characters that XML cannot hold. */
const unescaped = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

async function relations(
  parts: Package,
  path: string,
): Promise<Map<string, { target: string; type: string }>> {
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, slash + 1);
  const at = `${folder}_rels/${path.slice(slash + 1)}.rels`;
  const found = new Map<string, { target: string; type: string }>();
  if (!parts.has(at)) return found;
  for (const [tag] of (await parts.text(at)).matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)) {
    const of = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
    const target = of('Target').replaceAll('&amp;', '&');
    const full = new URL(target, `file:///${folder}`).pathname.slice(1);
    found.set(of('Id'), { target: decodeURIComponent(full), type: of('Type') });
  }
  return found;
}

async function workbookPath(parts: Package, file: string): Promise<string> {
  for (const { target, type } of (await relations(parts, '')).values()) {
    if (!type.endsWith('/officeDocument')) continue;
    if (/\.bin$/i.test(target)) throw new Unreadable('is_other_office', file);
    if (/word|document\.xml/i.test(target)) throw new Unreadable('is_word', file);
    if (/workbook|xl\//i.test(target) && parts.has(target)) return target;
  }
  if (parts.has('xl/workbook.xml')) return 'xl/workbook.xml';
  if (parts.has('word/document.xml')) throw new Unreadable('is_word', file);
  if (parts.has('content.xml') || parts.has('xl/workbook.bin')) throw new Unreadable('is_other_office', file);
  throw new Unreadable('not_a_table', file);
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const decoded = (text: string) =>
  text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) =>
    name.startsWith('#')
      ? String.fromCodePoint(Number(name[1] === 'x' || name[1] === 'X' ? `0${name.slice(1)}` : name.slice(1)))
      : (entities[name] ?? whole),
  );

/** Opens a workbook: names of sheets, styles and date system are read; rows are not. */
export async function openXlsx(source: Source): Promise<Workbook> {
  const file = source.name;
  const parts = await openPackage(source);
  try {
    const path = await workbookPath(parts, file);
    const xml = await parts.text(path);
    const related = await relations(parts, path);
    const byType = (type: string) =>
      [...related.values()].find((one) => one.type.endsWith(`/${type}`))?.target ?? null;
    const sheets: Sheet[] = [];
    const paths: string[] = [];
    for (const [tag] of xml.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)) {
      const of = (name: string) => new RegExp(`[\\s]${name}="([^"]*)"`).exec(tag)?.[1];
      const relation = related.get(/\s(?:\w+:)?id="([^"]*)"/.exec(tag)?.[1] ?? '');
      if (!relation?.type.endsWith('/worksheet') || !parts.has(relation.target)) continue;
      const hidden = /hidden/i.test(of('state') ?? '');
      sheets.push({ index: sheets.length, name: decoded(of('name') ?? `Sheet${sheets.length + 1}`), hidden });
      paths.push(relation.target);
    }
    if (sheets.length === 0) throw new Unreadable('not_a_table', file);
    const stylesPath = byType('styles');
    const book: Book = {
      file,
      parts,
      paths,
      from1904: /<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(1|true)"/.test(xml),
      dates: stylesPath && parts.has(stylesPath) ? dateStyles(await parts.text(stylesPath)) : [],
      shared: null,
      sharedPath: byType('sharedStrings'),
    };
    return {
      format: 'xlsx',
      sheets,
      rows: (sheet, options) => readSheet(book, sheet, options),
      close: async () => parts.close(),
    };
  } catch (error) {
    parts.close();
    throw error;
  }
}

async function sharedStrings(book: Book): Promise<readonly string[]> {
  if (!book.sharedPath || !book.parts.has(book.sharedPath)) return [];
  const strings: string[] = [];
  let [text, inside, phonetic, total] = ['', false, 0, 0];
  const events = parseXml(await book.parts.stream(book.sharedPath), book.file, {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic++;
      else if (name === 't') inside = phonetic === 0;
    },
    text: (part) => {
      if (inside && text.length <= LONGEST_CELL) text += part;
    },
    close: (name) => {
      if (name === 't') inside = false;
      else if (name === 'rPh') phonetic--;
      else if (name === 'si') {
        total += text.length;
        if (total > MOST_SHARED) throw new Unreadable('zip_bomb', book.file);
        strings.push(unescaped(text));
      }
    },
  });
  for await (const _ of events);
  return strings;
}

/** The number as a person would write it: no exponent, no trailing noise. */
function numberText(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  const text = String(Number(value.toPrecision(15)));
  return /e/i.test(text)
    ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 15 })
    : text;
}

function cellOf(
  type: string,
  style: number,
  raw: string,
  shared: readonly string[],
  book: Book,
): Cell | undefined {
  if (raw === '') return undefined;
  if (type === 's') return textCell(shared[Number(raw)] ?? '', book);
  if (type === 'str' || type === 'inlineStr') return textCell(unescaped(raw), book);
  if (type === 'e') return undefined;
  if (type === 'b') return { text: raw === '1' || raw === 'true' ? '是' : '否' };
  if (type === 'd') return { text: raw.slice(0, 10), date: raw.slice(0, 10) };
  const number = Number(raw);
  if (!Number.isFinite(number)) return textCell(raw, book);
  const date = book.dates[style] ? serialDate(number, book.from1904) : null;
  if (date) return { text: date, number, date };
  return { text: numberText(number), number };
}

function textCell(text: string, book: Book): Cell | undefined {
  if (text.length > LONGEST_CELL) throw new Unreadable('cell_too_long', book.file);
  return text.trim() === '' ? undefined : { text };
}

async function* readSheet(
  book: Book,
  sheet: Sheet,
  options: ReadOptions = {},
): AsyncGenerator<Row, void, undefined> {
  const path = book.paths[sheet.index]!;
  const { signal, onProgress } = options;
  book.shared ??= sharedStrings(book);
  const shared = await book.shared;
  const merges: readonly Merge[] = await mergesOf(await book.parts.stream(path), book.file, signal);
  const fill = mergeFiller(merges);
  const size = book.parts.size(path);
  let ready: Row[] = [];
  let row = 0;
  let hidden = false;
  let cells: (Cell | undefined)[] = [];
  let [column, type, style, raw, inside] = [0, '', 0, '', false];
  const events = parseXml(
    await book.parts.stream(path),
    book.file,
    {
      open: (name, attribute) => {
        if (name === 'row') {
          row = Number(attribute('r') ?? row + 1);
          if (!(row >= 1 && row <= MOST_ROWS)) throw new Unreadable('too_many_rows', book.file);
          hidden = /^(1|true)$/.test(attribute('hidden') ?? '');
          cells = [];
          column = -1;
        } else if (name === 'c') {
          column = placeOf(attribute('r') ?? '')?.column ?? column + 1;
          type = attribute('t') ?? 'n';
          style = Number(attribute('s') ?? 0);
          raw = '';
        } else if (name === 'v' || name === 't') inside = true;
        else if (name === 'rPh') type = 'phonetic';
      },
      text: (part) => {
        if (!inside || type === 'phonetic') return;
        raw += part;
        if (raw.length > LONGEST_CELL) throw new Unreadable('cell_too_long', book.file);
      },
      close: (name) => {
        if (name === 'v' || name === 't') inside = false;
        else if (name === 'rPh') type = 'inlineStr';
        else if (name === 'c') {
          if (column < MOST_COLUMNS) cells[column] = cellOf(type, style, raw, shared, book);
        } else if (name === 'row') {
          fill(row, cells);
          if (cells.some(Boolean)) ready.push({ row, cells: Array.from(cells), hidden });
        }
      },
    },
    signal,
  );
  for await (const read of events) {
    if (ready.length === 0) continue;
    onProgress?.(size === 0 ? 1 : Math.min(1, read / size));
    const rows = ready;
    ready = [];
    yield* rows;
  }
  onProgress?.(1);
}
