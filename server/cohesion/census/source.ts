/** Opens a file by what its bytes are, not by what its name says. */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { openCsv } from './csv.ts';
import { MOST_BYTES, type Source, Unreadable, type UnreadableCode, type Workbook } from './table.ts';
import { openXlsx } from './workbook.ts';

/** A fresh stream over the bytes of a source. */
export function streamOf(source: Source): Readable {
  return source.path === undefined ? Readable.from(chunksOf(source.bytes)) : createReadStream(source.path);
}

function* chunksOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

async function sizeOf(source: Source): Promise<number> {
  if (source.path === undefined) return source.bytes.length;
  const found = await stat(source.path).catch(() => null);
  if (!found?.isFile()) throw new Unreadable('not_found', source.name);
  return found.size;
}

async function headOf(source: Source, length: number): Promise<Buffer> {
  if (source.path === undefined) return Buffer.from(source.bytes.subarray(0, length));
  const handle = await open(source.path);
  try {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await handle.read(buffer, 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Bytes that say what a file is. Old Office files and encrypted workbooks share one container. */
function formatOf(head: Buffer): 'zip' | 'text' | UnreadableCode {
  if (head.length === 0) return 'empty';
  const hex = head.subarray(0, 8).toString('hex');
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return 'zip';
  if (hex === 'd0cf11e0a1b11ae1') {
    const names = head.toString('utf16le');
    const shifted = head.subarray(1).toString('utf16le');
    const has = (name: string) => names.includes(name) || shifted.includes(name);
    return has('EncryptedPackage') || has('EncryptionInfo') ? 'encrypted' : 'is_xls';
  }
  if (hex.startsWith('25504446')) return 'is_pdf';
  if (/^(ffd8ff|89504e47|47494638|52494646|424d)/.test(hex)) return 'is_picture';
  const wide = hex.startsWith('fffe') || hex.startsWith('feff');
  const start = head
    .toString('latin1')
    .replace(/^\u00EF\u00BB\u00BF/, '')
    .trimStart()
    .slice(0, 2000);
  if (/^<(!doctype html|html|table|meta|head|body)/i.test(start)) return 'is_html';
  if (/^<\?xml/i.test(start)) return /<html/i.test(start) ? 'is_html' : 'is_xml';
  if (!wide && head.includes(0)) return 'not_a_table';
  return 'text';
}

/** Opens an .xlsx or text table. Throws `Unreadable` with a code and a sentence for everything else. */
export async function openWorkbook(source: Source): Promise<Workbook> {
  const size = await sizeOf(source);
  if (size > MOST_BYTES) throw new Unreadable('too_large', source.name);
  const head = await headOf(source, 65_536);
  const format = formatOf(head);
  if (format === 'zip') return openXlsx(source);
  if (format === 'text') return openCsv(source, () => streamOf(source), size);
  if (format === 'is_xls') {
    const all = await headOf(source, size);
    throw new Unreadable(formatOf(all) === 'encrypted' ? 'encrypted' : 'is_xls', source.name);
  }
  throw new Unreadable(format, source.name);
}
