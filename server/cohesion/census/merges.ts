/** Merged cells: the value of the first cell stands for the whole block. */
import type { Readable } from 'node:stream';
import { type Cell, MOST_COLUMNS, Unreadable } from './table.ts';

export type Merge = {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
};

const MOST_MERGES = 400_000;

/** `BC12` → column 54 (from 0), row 12; null when it is no reference. */
export function placeOf(reference: string): { column: number; row: number } | null {
  const match = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(reference);
  if (!match) return null;
  let column = 0;
  for (const letter of match[1]!.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return { column: column - 1, row: Number(match[2]) };
}

/** `54` → `BC`. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

/**
 * The merged blocks of a sheet, top to bottom. They stand behind the rows in the file, so the sheet is run through
 * once before its rows are read; only the part behind the rows is looked at.
 */
export async function mergesOf(
  stream: Readable,
  file: string,
  signal?: AbortSignal,
): Promise<readonly Merge[]> {
  const found: Merge[] = [];
  const tag = /<(?:\w+:)?mergeCell\b[^>]*?\bref="([^"]+)"/g;
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      const piece = Buffer.concat([rest, chunk]);
      // A tag cut in two is found whole when its beginning is kept for the next piece.
      rest = piece.subarray(Math.max(0, piece.length - 300));
      if (!piece.includes('mergeCell')) continue;
      const text = piece.toString('latin1');
      for (const match of text.matchAll(tag)) {
        rest = piece.subarray(Math.max(match.index + match[0].length, piece.length - 300));
        const [from, to] = match[1]!.split(':').map((one) => placeOf(one));
        if (!from || !to) continue;
        if (found.length >= MOST_MERGES) throw new Unreadable('damaged', file);
        const right = Math.min(to.column, MOST_COLUMNS - 1);
        found.push({ top: from.row, left: from.column, bottom: to.row, right });
      }
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof Unreadable ? error : new Unreadable('damaged', file);
  } finally {
    stream.destroy();
  }
  return found.sort((a, b) => a.top - b.top || a.left - b.left);
}

/** Fills rows, given in order from the top, with the values of the merged blocks that reach over them. */
export function mergeFiller(merges: readonly Merge[]): (row: number, cells: (Cell | undefined)[]) => void {
  let next = 0;
  let open: { readonly merge: Merge; readonly value: Cell | undefined }[] = [];
  return (row, cells) => {
    open = open.filter(({ merge }) => merge.bottom >= row);
    for (; next < merges.length && merges[next]!.top <= row; next++) {
      const merge = merges[next]!;
      if (merge.bottom >= row) open.push({ merge, value: merge.top === row ? cells[merge.left] : undefined });
    }
    for (const { merge, value } of open) {
      if (!value) continue;
      for (let column = merge.left; column <= merge.right; column++) {
        if (row === merge.top && column === merge.left) continue;
        if (cells[column]?.text) continue;
        cells[column] = { ...value, spread: column === merge.left ? 'down' : 'across' };
      }
    }
  };
}
