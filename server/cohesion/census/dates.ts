/** Dates as rosters hold them: serial numbers, “2019年6月”, “2019.4.21”, “20190421”. Always ISO, never more exact. */
import type { Cell } from './table.ts';

/** The last year that is taken for a start of work; a later one is a slip of the pen. */
const LAST_YEAR = 2099;
const FIRST_YEAR = 1940;

/** Day of an Excel serial number (1900 system with its false leap day, or 1904), or null outside 1900–2099. */
export function serialDate(serial: number, from1904 = false): string | null {
  const day = Math.floor(serial);
  if (day < 1 || day > 73_050) return null;
  const base = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  return new Date(base + day * 86_400_000).toISOString().slice(0, 10);
}

function iso(year: string, month?: string, day?: string): string | null {
  const y = Number(year.length === 2 ? `${Number(year) > 50 ? '19' : '20'}${year}` : year);
  if (y < FIRST_YEAR || y > LAST_YEAR) return null;
  if (month === undefined) return String(y);
  const m = Number(month);
  if (m < 1 || m > 12) return null;
  const mm = String(m).padStart(2, '0');
  if (day === undefined) return `${y}-${mm}`;
  const d = Number(day);
  if (d < 1 || d > new Date(Date.UTC(y, m, 0)).getUTCDate()) return null;
  return `${y}-${mm}-${String(d).padStart(2, '0')}`;
}

const digitsOf: Record<string, string> = Object.fromEntries(
  [...'〇一二三四五六七八九'].map((c, n) => [c, String(n)]),
);

/** “二〇一九年十二月” with Arabic digits. */
function arabic(text: string): string {
  if (!/[〇零○一二三四五六七八九十]/.test(text)) return text;
  return text
    .replace(/[零○]/g, '〇')
    .replace(/([一二三])?十([一二三四五六七八九])?/g, (_, tens?: string, ones?: string) =>
      String(Number(tens ? digitsOf[tens] : 1) * 10 + Number(ones ? digitsOf[ones] : 0)),
    )
    .replace(/[〇一二三四五六七八九]/g, (c) => digitsOf[c]!);
}

const forms: readonly RegExp[] = [
  /^(\d{4})[年./\-\s]+(\d{1,2})[月./\-\s]+(\d{1,2})[日号]?$/,
  /^(\d{4})[年./\-\s]+(\d{1,2})月?(?:份|初|底|中旬|上旬|下旬)?$/,
  /^(\d{4})年?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
  /^(\d{4})(\d{2})$/,
  /^(\d{2})[年./-](\d{1,2})[月./-](\d{1,2})[日号]?$/,
  /^(\d{2})年(\d{1,2})月?$/,
];

/** ISO day, month (`2019-06`) or year of a text, or null when it is no date. */
export function dateOfText(text: string): string | null {
  const plain = arabic(
    text
      .normalize('NFKC')
      .replace(/[\u200B-\u200D\uFEFF]/g, '')
      .trim(),
  )
    .replace(/[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '')
    .replace(/\s*([年月日])\s*/g, '$1')
    .replace(/[。·、]/g, '.')
    .replace(/[‐-―−]/g, '-')
    .replace(/[.\-/]$/, '');
  for (const form of forms) {
    const match = form.exec(plain);
    if (!match) continue;
    const date = iso(match[1]!, match[2], match[3]);
    if (date) return date;
  }
  if (/^\d{5}(\.\d+)?$/.test(plain)) return recent(serialDate(Number(plain)));
  return null;
}

const recent = (date: string | null) => (date && Number(date.slice(0, 4)) >= FIRST_YEAR ? date : null);

/** The date that a cell holds: a date cell, a serial number without date format, or a text. */
export function dateOfCell(cell: Cell | undefined): string | null {
  if (!cell) return null;
  if (cell.date) return recent(cell.date);
  if (cell.number !== undefined && cell.number >= 14_000 && cell.number < 73_050)
    return recent(serialDate(cell.number));
  return dateOfText(cell.text);
}
