/** What staff do with an import, step by step: begin, set and read again, decide, confirm, cancel, undo. */
import { existsSync } from 'node:fs';
import { trace } from '../../kernel/audit/audit.ts';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { ImportReading } from './contract.ts';
import { fail } from './failures.ts';
import { importPath, removeUpload } from './import-file.ts';
import { takeReading } from './import-layouts.ts';
import { decideLine, deleteLines, doubtfulLines } from './import-lines.ts';
import { readImport } from './import-reading.ts';
import { importById, insertImport, moveImport } from './import-record.ts';
import { begin, stop } from './import-running.ts';
import type { Upload } from './import-upload.ts';

/** Records an import whose file is in place. */
export async function recordImport(
  tx: Transaction,
  actor: Actor,
  id: string,
  upload: Upload,
  keepNotes = false,
): Promise<void> {
  const { kind, fileName, sha256, datum } = upload;
  const options = { ...(datum && { datum }), ...(keepNotes && { keepNotes }) };
  await insertImport(tx, actor.street, { id, kind, fileName, sha256, options, createdBy: actor.id });
  await trace(tx, actor, {
    action: 'import.begun',
    subjectKind: 'import',
    subject: id,
    detail: { kind },
  });
}

/** Begins to read in the background; settles when the import is previewed, failed or cancelled. */
export const beginReading = (kernel: Kernel, street: string, id: string): Promise<void> =>
  begin(kernel, id, (signal) => readImport(kernel, street, id, signal));

/** Takes other ticks and columns and has the file read again. Throws `state_moved`, `file_gone`, `no_such_column`. */
export async function readAgain(
  kernel: Kernel,
  tx: Transaction,
  actor: Actor,
  id: string,
  wish: ImportReading,
): Promise<void> {
  const { street } = actor;
  const record = await importById(tx, street, id);
  if (record.state !== 'previewed') throw fail('state_moved');
  if (!existsSync(importPath(kernel, street, id))) throw fail('file_gone');
  const sheets = record.summary.sheets ?? [];
  const options = await takeReading(tx, street, record.kind, record.options, sheets, wish);
  const changed = { options, progress: { rows: 0, of: null } };
  if (!(await moveImport(tx, street, id, ['previewed'], 'reading', changed))) throw fail('state_moved');
}

/** Keeps what staff decided about doubtful lines. Throws `no_such_line`, `state_moved`. */
export async function decide(
  kernel: Kernel,
  tx: Transaction,
  actor: Actor,
  id: string,
  decisions: Readonly<Record<string, string>>,
): Promise<void> {
  const { street } = actor;
  const record = await importById(tx, street, id);
  if (record.state !== 'previewed') throw fail('state_moved');
  const lines = Object.keys(decisions).map(Number);
  if (lines.length === 0) return;
  if (lines.length > 1000 || lines.some((line) => !Number.isInteger(line) || line < 1 || line > 2 ** 31 - 1))
    throw fail('no_such_line');
  const doubtful = await doubtfulLines(tx, kernel.cipher, street, id, lines);
  for (const line of lines) {
    const decision = decisions[String(line)] ?? '';
    const candidates = doubtful.get(line);
    const same = /^same:(\d{1,3})$/.exec(decision);
    const known = decision === 'new' || decision === 'skip' || (same && Number(same[1]) < (candidates ?? 0));
    if (candidates === undefined || !known) throw fail('no_such_line');
    await decideLine(tx, street, id, line, decision);
  }
}

/** Ends an import that is being read or waits to be confirmed; what was read of people is deleted at once. */
export async function cancelImport(tx: Transaction, actor: Actor, id: string): Promise<void> {
  await importById(tx, actor.street, id);
  if (!(await moveImport(tx, actor.street, id, ['reading', 'previewed'], 'cancelled')))
    throw fail('state_moved');
  await deleteLines(tx, actor.street, id);
  await trace(tx, actor, { action: 'import.cancelled', subjectKind: 'import', subject: id });
}

/** After a cancellation was committed: the reading stops and the file goes. */
export async function afterCancel(kernel: Kernel, street: string, id: string): Promise<void> {
  stop(kernel, id);
  await removeUpload(kernel, street, id);
}
