// What a test file opened is closed when it ends, the last opened first.
import { after } from 'node:test';

const closing: (() => unknown)[] = [];

after(async () => {
  for (const close of closing.reverse()) await close();
});

/** Has `close` called after the last test of this file. */
export function whenFileEnds(close: () => unknown): void {
  closing.push(close);
}
