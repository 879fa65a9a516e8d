/** Writes small .xlsx files for tests: hidden sheets and rows, merged cells, styles and raw cells as wanted. */
import { crc32, deflateRawSync } from 'node:zlib';

/** A cell: text, number, a date shown by style 1, or raw XML for the odd ones. */
export type FixtureCell = string | number | null | { readonly xml: string } | { readonly serial: number };
export type FixtureSheet = {
  readonly name: string;
  readonly rows: readonly (readonly FixtureCell[])[];
  readonly hidden?: boolean;
  readonly merges?: readonly string[];
  /** Sheet rows (from 1) that are hidden. */
  readonly hiddenRows?: readonly number[];
};

/** Letters of a column, from 0. */
export const lettersOf = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : lettersOf(Math.floor(column / 26) - 1) + lettersOf(column % 26);

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function cellXml(cell: FixtureCell, at: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === 'string')
    return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  return 'serial' in cell
    ? `<c r="${at}" s="1"><v>${cell.serial}</v></c>`
    : cell.xml.replace('<c', `<c r="${at}"`);
}

/** The XML of a sheet. */
export function sheetXml({ rows, merges = [], hiddenRows = [] }: FixtureSheet): string {
  const body = rows.map((cells, at) => {
    const row = at + 1;
    const xml = cells.map((cell, column) => cellXml(cell, `${lettersOf(column)}${row}`)).join('');
    return xml ? `<row r="${row}"${hiddenRows.includes(row) ? ' hidden="1"' : ''}>${xml}</row>` : '';
  });
  const merged = merges.length
    ? `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
    : '';
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${body.join('')}</sheetData>${merged}</worksheet>`;
}

const relations = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${body}</Relationships>`;
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook with these sheets. */
export function workbookParts(sheets: readonly FixtureSheet[], from1904 = false): Record<string, string> {
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations(
      `<Relationship Id="r" Type="${office}/officeDocument" Target="xl/workbook.xml"/>`,
    ),
    'xl/workbook.xml': `<workbook xmlns:r="${office}"><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>${sheets.map(({ name, hidden }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ''} r:id="s${at}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      `<Relationship Id="y" Type="${office}/styles" Target="styles.xml"/>${sheets.map((_, at) => `<Relationship Id="s${at}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}`,
    ),
    'xl/styles.xml':
      '<styleSheet><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
  };
  sheets.forEach((sheet, at) => {
    parts[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(sheet);
  });
  return parts;
}

/** Packs parts into a ZIP file. */
export function zipped(parts: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const [bodies, central]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const raw = Buffer.from(content as string);
    const packed = deflateRawSync(raw);
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(raw.length, 18);
    common.writeUInt16LE(title.length, 22);
    bodies.push(Buffer.from('504b0304', 'hex'), common, title, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    central.push(Buffer.from('504b01021400', 'hex'), common, tail, title);
    at += 30 + title.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  const count = Object.keys(parts).length;
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, directory, end]);
}

/** A whole workbook as bytes. */
export const workbookBytes = (sheets: readonly FixtureSheet[], from1904 = false): Buffer =>
  zipped(workbookParts(sheets, from1904));
