/** An import from reading to writing in one go, for the command line and the demo: the same steps as over HTTP. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { newId } from '../../kernel/database/id.ts';
import type { Datum } from '../../kernel/divisions/datum.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { ImportKind } from './contract.ts';
import { beginReading, recordImport } from './import-acts.ts';
import { keepCopy } from './import-file.ts';
import { type ImportRow, importById } from './import-record.ts';
import { beginWriting, takeForWriting } from './import-writing.ts';
import type { Source } from './table.ts';

export interface ImportNow {
  readonly kind: ImportKind;
  readonly file: Source & { readonly path: string };
  readonly datum?: Datum;
  readonly keepNotes?: boolean;
}

/**
 * Imports a file of this machine into a street as the product itself. Doubtful lines are left out and stay listed. The
 * record tells what came of it: `confirmed`, or `failed` with a sentence. Whoever calls has the legal basis (PIPL art. 13).
 */
export async function importNow(kernel: Kernel, street: string, wish: ImportNow): Promise<ImportRow> {
  const system = { as: 'system', street } as const;
  const id = newId();
  const hash = createHash('sha256');
  await pipeline(createReadStream(wish.file.path), hash);
  const sha256 = hash.digest();
  await keepCopy(kernel, street, id, wish.file.path);
  const upload = { kind: wish.kind, datum: wish.datum, fileName: wish.file.name, sha256 };
  const actor = await kernel.db.transaction(system, async (tx, who) => {
    await recordImport(tx, who, id, upload, wish.keepNotes);
    return who;
  });
  await beginReading(kernel, street, id);
  const read = await kernel.db.transaction(system, (tx) => importById(tx, street, id));
  if (read.state !== 'previewed') return read;
  await kernel.db.transaction(system, (tx) => takeForWriting(tx, actor, id, wish.kind === 'roster'));
  await beginWriting(kernel, actor, id);
  return kernel.db.transaction(system, (tx) => importById(tx, street, id));
}
