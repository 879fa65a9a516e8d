/** Identity numbers are never collected: they are found by their own checksum and removed before anything else. */
import type { Cell, Row } from './table.ts';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checks = '10X98765432';

/** Whether 18 characters are a resident identity number with the right check character (GB 11643). */
export function isIdentityNumber(text: string): boolean {
  if (!/^[1-9]\d{16}[\dXx]$/.test(text)) return false;
  const sum = weights.reduce<number>((total, weight, at) => total + weight * Number(text[at]), 0);
  return checks[sum % 11] === text[17]!.toUpperCase();
}

const candidates = /(?<![0-9])[1-9](?:[\s-]?\d){16}[\s-]?[\dXx](?![0-9A-Za-z])/g;

/** Takes identity numbers out of a text; `found` counts them. */
export function withoutIdentity(text: string): { readonly text: string; readonly found: number } {
  if (text.length < 18) return { text, found: 0 };
  const plain = text.normalize('NFKC');
  let found = 0;
  const cleaned = plain.replace(candidates, (written) => {
    if (!isIdentityNumber(written.replace(/[\s-]/g, ''))) return written;
    found++;
    return '';
  });
  return found === 0 ? { text, found } : { text: cleaned.trim(), found };
}

/** A row without identity numbers; `columns` names the columns that held one. */
export function rowWithoutIdentity(row: Row): { readonly row: Row; readonly columns: readonly number[] } {
  let cells: (Cell | undefined)[] | null = null;
  const columns: number[] = [];
  row.cells.forEach((cell, at) => {
    if (!cell || cell.text.length < 15) return;
    // A number of this size has lost its last digits, and can be nothing else that a roster needs.
    const lost = cell.number !== undefined && cell.number >= 1e17 && cell.number < 1e18;
    const { text, found } = withoutIdentity(cell.text);
    if (found === 0 && !lost) return;
    columns.push(at);
    cells ??= [...row.cells];
    cells[at] = found > 0 && text && !lost ? { text } : undefined;
  });
  return cells ? { row: { ...row, cells }, columns } : { row, columns };
}
