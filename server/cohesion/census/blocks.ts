/** Lists printed in two or three blocks side by side: the same header stands again further right. */
import type { Header } from './header.ts';
import { headerKey, meaningOf } from './meanings.ts';
import type { Row } from './table.ts';

/** Columns before `start` belong to every block; each block is `width` columns wide. */
export type Blocks = { readonly start: number; readonly width: number; readonly count: number };

/** The blocks of a header, or null when it stands once. */
export function blocksOf({ columns }: Header): Blocks | null {
  const keys = columns.map((parts) => headerKey(parts[parts.length - 1] ?? ''));
  const names = columns.flatMap((parts, column) => {
    const meaning = meaningOf(parts, 'roster')?.meaning;
    return meaning === 'name' || meaning === 'nameAndPhone' ? [column] : [];
  });
  const [first, second] = names;
  if (first === undefined || second === undefined || keys[first] !== keys[second]) return null;
  const width = second - first;
  let start = first;
  while (start > 0 && keys[start - 1] !== '' && keys[start - 1] === keys[start - 1 + width]) start--;
  const block = keys.slice(start, start + width);
  if (block.filter(Boolean).length < 2) return null;
  let count = 1;
  while (block.every((key, at) => key === (keys[start + count * width + at] ?? ''))) count++;
  return count > 1 ? { start, width, count } : null;
}

/** A row cut into one row per block, all under the number of the sheet's row. */
export function* cut(row: Row, { start, width, count }: Blocks): Generator<Row> {
  const shared = row.cells.slice(0, start);
  for (let block = 0; block < count; block++) {
    const from = start + block * width;
    const own = row.cells.slice(from, from + width);
    const cells = [...shared, ...own];
    if (block === 0 || own.some((cell) => cell && cell.spread !== 'across')) yield { ...row, cells };
  }
}

/** The header of the first block. */
export const headerOfBlock = (header: Header, { start, width }: Blocks): Header => ({
  ...header,
  columns: header.columns.slice(0, start + width),
});
