/** Writes large rosters for tests, row by row, without holding them in memory. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { crc32, createDeflateRaw } from 'node:zlib';
import { workbookParts, zipped } from './xlsx-fixture.ts';

const surnames = '王李张刘陈杨黄赵吴周';
const given = '伟芳娜敏静强磊军洋勇艳杰娟涛明超秀霞平刚';

/** Person of a row: distinct phones; every 100th row is the person of the row before on another site. */
export function personOfRow(at: number) {
  const who = at % 100 === 99 ? at - 1 : at;
  const name = `${surnames[who % 10]}${given[(who >> 3) % 20]}${given[(who >> 8) % 20]}`;
  return {
    name,
    phone: `1${3 + (who % 7)}${String((who * 104_729) % 1_000_000_000).padStart(9, '0')}`,
    site: `美团第${(at % 25) + 1}配送站`,
  };
}

/** Writes an .xlsx with that many people. The sheet is stored in one deflate stream with its sizes behind it. */
export async function writeLargeRoster(path: string, rows: number): Promise<void> {
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const small = workbookParts([{ name: '大表', rows: [] }]);
  delete small['xl/worksheets/sheet1.xml'];
  const rest = zipped(small);
  const endAt = rest.length - 22;
  const directoryAt = rest.readUInt32LE(endAt + 16);
  const out = createWriteStream(path);
  const body = rest.subarray(0, directoryAt);
  out.write(body);
  const header = Buffer.alloc(30);
  header.write('504b0304', 'hex');
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(0x808, 6);
  header.writeUInt16LE(8, 8);
  header.writeUInt16LE(name.length, 26);
  out.write(Buffer.concat([header, name]));
  const deflate = createDeflateRaw({ level: 1 });
  let [packed, unpacked, sum] = [0, 0, 0];
  deflate.on('data', (chunk: Buffer) => {
    packed += chunk.length;
    out.write(chunk);
  });
  for (const text of sheetText(rows)) {
    const bytes = Buffer.from(text);
    unpacked += bytes.length;
    sum = crc32(bytes, sum);
    if (!deflate.write(bytes)) await once(deflate, 'drain');
  }
  deflate.end();
  await once(deflate, 'end');
  const sizes = Buffer.alloc(16);
  sizes.write('504b0708', 'hex');
  sizes.writeUInt32LE(sum, 4);
  sizes.writeUInt32LE(packed, 8);
  sizes.writeUInt32LE(unpacked, 12);
  const entry = Buffer.alloc(46);
  entry.write('504b01021400', 'hex');
  header.copy(entry, 6, 4, 14);
  sizes.copy(entry, 16, 4, 16);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(body.length, 42);
  const directory = Buffer.concat([rest.subarray(directoryAt, endAt), entry, name]);
  const end = Buffer.from(rest.subarray(endAt));
  const count = end.readUInt16LE(8) + 1;
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(body.length + header.length + name.length + packed + sizes.length, 16);
  out.end(Buffer.concat([sizes, directory, end]));
  await once(out, 'finish');
}

function* sheetText(rows: number): Generator<string> {
  yield '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
  yield rowText(1, ['序号', '姓名', '性别', '联系电话', '所属站点', '车辆类型', '入职时间', '备注']);
  let text = '';
  for (let at = 0; at < rows; at++) {
    const { name, phone, site } = personOfRow(at);
    text += rowText(at + 2, [
      at + 1,
      name,
      at % 9 ? '男' : '女',
      at % 2 ? Number(phone) : phone,
      site,
      '电动车',
      '2024.5.1',
      '',
    ]);
    if (text.length < 60_000) continue;
    yield text;
    text = '';
  }
  yield `${text}</sheetData></worksheet>`;
}

function rowText(row: number, cells: readonly (string | number)[]): string {
  const xml = cells.map((cell, at) => {
    const place = `${String.fromCharCode(65 + at)}${row}`;
    return typeof cell === 'number'
      ? `<c r="${place}"><v>${cell}</v></c>`
      : `<c r="${place}" t="inlineStr"><is><t>${cell}</t></is></c>`;
  });
  return `<row r="${row}">${xml.join('')}</row>`;
}
