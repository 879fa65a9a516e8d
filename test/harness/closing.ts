// What a test file opened is closed when it ends, the last opened first.
import { after } from 'node:test';

const closing: (() => unknown)[] = [];

/** A program that is no test file (the bench) sets this before it imports the harness, and calls `closeAll` itself. */
if (process.env.NUANXIN_CLOSE_BY_HAND === undefined) after(closeAll);

/** Closes everything now. */
export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}

/** Has `close` called after the last test of this file. */
export function whenFileEnds(close: () => unknown): void {
  closing.push(close);
}
