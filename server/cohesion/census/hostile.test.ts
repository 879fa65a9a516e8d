/** Files that are not what they say: each is refused with its code and a sentence, never with a stack trace. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWorkbook } from './source.ts';
import { type Source, Unreadable } from './table.ts';
import { workbookBytes, workbookParts, zipped } from './xlsx-fixture.ts';

async function codeOf(bytes: Uint8Array, name = '表.xlsx'): Promise<string> {
  const source: Source = { name, bytes };
  try {
    const workbook = await openWorkbook(source);
    for (const sheet of workbook.sheets) for await (const _ of workbook.rows(sheet));
    return 'read';
  } catch (error) {
    assert.ok(error instanceof Unreadable, String(error));
    assert.match(error.zh, /^表\..*：.+。$/);
    return error.code;
  }
}
const sheets = [
  {
    name: 'a',
    rows: [
      ['姓名', '手机'],
      ['张三', '13812345678'],
    ],
  },
];
const ole = (name: string) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    Buffer.from(name, 'utf16le'),
    Buffer.alloc(64),
  ]);
const withPart = (path: string, xml: string) => zipped({ ...workbookParts(sheets), [path]: xml });
const sheet = (body: string) =>
  withPart('xl/worksheets/sheet1.xml', `<worksheet><sheetData>${body}</sheetData></worksheet>`);

test('other formats under the name of a workbook', async () => {
  assert.equal(await codeOf(workbookBytes(sheets)), 'read');
  assert.equal(await codeOf(new Uint8Array()), 'empty');
  assert.equal(await codeOf(ole('Workbook')), 'is_xls');
  assert.equal(await codeOf(ole('EncryptedPackage')), 'encrypted');
  assert.equal(await codeOf(Buffer.from('<html><table><tr><td>姓名</td></tr></table></html>')), 'is_html');
  assert.equal(await codeOf(Buffer.from('<?xml version="1.0"?><Workbook></Workbook>')), 'is_xml');
  assert.equal(await codeOf(Buffer.from('%PDF-1.7')), 'is_pdf');
  assert.equal(await codeOf(Buffer.from('89504e470d0a1a0a0000', 'hex')), 'is_picture');
  assert.equal(await codeOf(Buffer.from([1, 2, 0, 3, 0, 0])), 'not_a_table');
  assert.equal(await codeOf(zipped({ 'word/document.xml': '<w/>' })), 'is_word');
  assert.equal(await codeOf(zipped({ 'content.xml': '<o/>' })), 'is_other_office');
  assert.equal(await codeOf(zipped({ 'photo.txt': 'x' })), 'not_a_table');
});

test('damaged files', async () => {
  const whole = workbookBytes(sheets);
  assert.equal(await codeOf(whole.subarray(0, whole.length - 40)), 'damaged');
  assert.equal(await codeOf(sheet('<row r="1"><c r="A1"><v>1</row>')), 'damaged');
  assert.equal(await codeOf(sheet('<row r="1"><c r="A1" t="str"><v>&boom;</v></c></row>')), 'damaged');
  assert.equal(await codeOf(Buffer.from('姓名,手机\n"张三,138\n'), '表.csv'), 'csv_quote');
});

test('files that would fill the memory', async () => {
  assert.equal(await codeOf(sheet(' '.repeat(40_000_000))), 'zip_bomb');
  assert.equal(
    await codeOf(sheet(`<row r="1"><c r="A1" t="str"><v>${'长'.repeat(70_000)}</v></c></row>`)),
    'cell_too_long',
  );
  assert.equal(await codeOf(sheet('<row r="2000000"><c r="A2000000"><v>1</v></c></row>')), 'too_many_rows');
  assert.equal(await codeOf(Buffer.from(`姓名,手机\n${'a'.repeat(700_000)}\n`), '表.csv'), 'cell_too_long');
});

test('entities of a document type are not expanded', async () => {
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>';
  const xml = `${bomb}<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>`;
  assert.equal(await codeOf(withPart('xl/worksheets/sheet1.xml', xml)), 'damaged');
});
