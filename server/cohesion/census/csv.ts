/** Text tables: encoding and separator are found out, since no office writes them down. */
import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import iconv from 'iconv-lite';
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

/** Encodings met in offices: UTF-8, what Chinese Excel saves by default, and Excel's “Unicode text”. */
export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/** The encoding of a text: by its byte-order mark, else strict UTF-8, else GB18030. Reads it once, keeps nothing. */
export async function encodingOf(stream: Readable): Promise<Encoding> {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      if (first) {
        first = false;
        if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
        if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
      }
      strict.decode(chunk, { stream: true });
    }
    strict.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'gb18030';
    throw error;
  } finally {
    stream.destroy();
  }
}

/** The separator that cuts the first lines most evenly: comma, tab, semicolon, bar, or the Chinese comma. */
export function separatorOf(text: string): string {
  const lines = text
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim())
    .slice(0, 30);
  let best = { mark: ',', score: 0 };
  for (const mark of [',', '\t', ';', '|', '，', '；']) {
    const counts = lines.map((line) => line.split(mark).length - 1);
    const most = new Map<number, number>();
    for (const count of counts) if (count > 0) most.set(count, (most.get(count) ?? 0) + 1);
    const score = Math.max(0, ...[...most].map(([count, times]) => times * Math.min(count, 20)));
    if (score > best.score) best = { mark, score };
  }
  return best.mark;
}

async function* textOf(stream: Readable, encoding: Encoding): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding);
  for await (const chunk of stream as AsyncIterable<Uint8Array>) yield decoder.write(Buffer.from(chunk));
  const rest = decoder.end();
  if (rest) yield rest;
}

async function startOf(stream: Readable, encoding: Encoding): Promise<string> {
  let text = '';
  for await (const part of textOf(stream, encoding)) {
    text += part;
    if (text.length > 65_536) break;
  }
  stream.destroy();
  return text;
}

/** A field as the person meant it: Excel's `="138…"` and a leading apostrophe or tab only keep digits as text. */
function cellOf(field: string): Cell | undefined {
  const text = field
    .replace(/^\uFEFF/, '')
    .replace(/^="(.*)"$/s, '$1')
    .replace(/^['\t]+/, '')
    .trim();
  return text ? { text } : undefined;
}

/** Opens a text table as a workbook with one sheet named after the file. */
export async function openCsv(source: Source, stream: () => Readable, size: number): Promise<Workbook> {
  const encoding = await encodingOf(stream());
  const start = await startOf(stream(), encoding);
  const delimiter = separatorOf(start.replace(/^\uFEFF/, ''));
  const name = source.name.replace(/^.*[\\/]/, '').replace(/\.(csv|txt|tsv)$/i, '');
  return {
    format: 'csv',
    sheets: [{ index: 0, name, hidden: false }],
    rows: (_sheet: Sheet, options?: ReadOptions) =>
      readCsv(source, stream(), encoding, delimiter, size, options),
    close: async () => {},
  };
}

async function* readCsv(
  source: Source,
  stream: Readable,
  encoding: Encoding,
  delimiter: string,
  size: number,
  options: ReadOptions = {},
): AsyncGenerator<Row, void, undefined> {
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: LONGEST_CELL * 8,
  });
  let read = 0;
  const feed = async () => {
    for await (const text of textOf(stream, encoding)) {
      read += Buffer.byteLength(text);
      if (!parser.write(text)) await new Promise((ready) => parser.once('drain', ready));
      if (parser.destroyed) return;
    }
    parser.end();
  };
  const feeding = feed().catch((error: Error) => parser.destroy(error));
  let row = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      options.signal?.throwIfAborted();
      row++;
      if (row > MOST_ROWS) throw new Unreadable('too_many_rows', source.name);
      if (record.some((field) => field.length > LONGEST_CELL))
        throw new Unreadable('cell_too_long', source.name);
      if (row % 1000 === 0) options.onProgress?.(Math.min(1, read / size));
      const cells = record.slice(0, MOST_COLUMNS).map(cellOf);
      if (cells.some(Boolean)) yield { row, cells, hidden: false };
    }
    options.onProgress?.(1);
  } catch (error) {
    throw faultOf(error, source.name);
  } finally {
    parser.destroy();
    parser.emit('drain');
    stream.destroy();
    await feeding;
  }
}

function faultOf(error: unknown, file: string): unknown {
  const code = (error as { code?: unknown }).code;
  if (code === 'CSV_QUOTE_NOT_CLOSED') return new Unreadable('csv_quote', file);
  if (code === 'CSV_MAX_RECORD_SIZE') return new Unreadable('cell_too_long', file);
  return error;
}
