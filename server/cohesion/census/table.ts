/** The form in which every file is read: sheets of rows of cells, whatever program wrote them. */

/** One cell. `text` is what a person sees; numbers and dates are kept beside it. */
export type Cell = {
  readonly text: string;
  readonly number?: number;
  /** ISO date of a cell that is formatted as a date. */
  readonly date?: string;
  /** Filled from a merged cell: from its left, or from above (then in the anchor's own column). */
  readonly spread?: 'across' | 'down';
};

export type Row = {
  /** Row number as the spreadsheet shows it, from 1. */
  readonly row: number;
  readonly cells: readonly (Cell | undefined)[];
  readonly hidden: boolean;
};

export type Sheet = { readonly index: number; readonly name: string; readonly hidden: boolean };

export type ReadOptions = {
  readonly signal?: AbortSignal;
  /** Told now and then how much of the sheet is read, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
};

export type Workbook = {
  readonly format: 'xlsx' | 'csv';
  readonly sheets: readonly Sheet[];
  /** Streams the rows of a sheet that hold anything. Throws `Unreadable`; stops with the signal's reason. */
  rows(sheet: Sheet, options?: ReadOptions): AsyncGenerator<Row, void, undefined>;
  close(): Promise<void>;
};

/** A file to read: its name as the person knows it, and its bytes or where they lie. */
export type Source = { readonly name: string } & (
  | { readonly path: string; readonly bytes?: undefined }
  | { readonly bytes: Uint8Array; readonly path?: undefined }
);

const sentences = {
  not_found: ['找不到这个文件，请检查文件名和位置。', 'There is no such file; check its name and place.'],
  empty: ['文件是空的，请选择有内容的表格。', 'The file is empty; choose one with content.'],
  too_large: [
    '文件太大，请按站点或片区拆分后再导入。',
    'The file is too large; split it and import the parts.',
  ],
  too_many_rows: [
    '行数超过一张工作表的上限，请拆分后再导入。',
    'There are more rows than a sheet can have; split the file.',
  ],
  cell_too_long: [
    '有单元格的内容过长，请检查文件是否正确。',
    'A cell is far too long; check that this is the right file.',
  ],
  encrypted: [
    '文件有密码，请在 Excel 或 WPS 中取消密码后重新保存。',
    'The file has a password; save it without one and try again.',
  ],
  is_xls: [
    '这是旧版 .xls 表格，请用 Excel 或 WPS 另存为 .xlsx 后再导入。',
    'This is an old .xls workbook; save it as .xlsx and try again.',
  ],
  is_html: [
    '这是网页格式的“表格”，请用 Excel 或 WPS 打开后另存为 .xlsx。',
    'This is a web page named as a table; open it and save it as .xlsx.',
  ],
  is_xml: [
    '这是 XML 格式的旧表格，请另存为 .xlsx 后再导入。',
    'This is an XML spreadsheet; save it as .xlsx and try again.',
  ],
  is_word: [
    '这是 Word 文档，请把表格复制到 Excel 后保存为 .xlsx。',
    'This is a Word document; copy its table into a workbook.',
  ],
  is_other_office: [
    '这种表格格式（.ods / .xlsb）不能导入，请另存为 .xlsx。',
    'This format (.ods / .xlsb) is not read; save it as .xlsx.',
  ],
  is_pdf: ['这是 PDF，请使用原来的表格文件。', 'This is a PDF; use the original table.'],
  is_picture: ['这是图片，请使用原来的表格文件。', 'This is a picture; use the original table.'],
  not_a_table: ['不是表格文件，请选择 .xlsx 或 .csv。', 'Not a table; choose an .xlsx or .csv file.'],
  damaged: [
    '文件已损坏或没有下载完整，请重新保存或下载。',
    'The file is damaged or incomplete; save or download it again.',
  ],
  zip_bomb: [
    '文件解开后异常地大，为安全起见没有读取。',
    'The file unpacks to an abnormal size and was not read, for safety.',
  ],
  csv_quote: [
    'CSV 的引号不成对，请在 Excel 中重新另存为 CSV。',
    'A quote in the CSV is never closed; save it as CSV again.',
  ],
} as const;

export type UnreadableCode = keyof typeof sentences;

/** The file cannot be read; carries a code, and a sentence that says what to do. */
export class Unreadable extends Error {
  readonly code: UnreadableCode;
  readonly file: string;
  readonly zh: string;
  readonly en: string;
  constructor(code: UnreadableCode, file: string) {
    const [zh, en] = sentences[code];
    super(`${file}：${zh}`);
    this.name = 'Unreadable';
    this.code = code;
    this.file = file;
    this.zh = `${file}：${zh}`;
    this.en = `${file}: ${en}`;
  }
}

/** Bytes of a file that are accepted. */
export const MOST_BYTES = 128 * 1024 * 1024;
/** Rows and columns that are looked at; a sheet of Excel ends at 1,048,576 rows. */
export const MOST_ROWS = 1_048_576;
export const MOST_COLUMNS = 256;
/** Characters of a cell: Excel's own limit is 32,767. */
export const LONGEST_CELL = 65_536;
