import { randomUUIDv7 } from 'node:crypto';

/** A new UUIDv7: unique anywhere, and rows made later sort later. */
export function newId(): string {
  return randomUUIDv7();
}
