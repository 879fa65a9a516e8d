/** Confirms an import: all of it or nothing, in one transaction, one import of a street at a time. */
import { sql } from 'kysely';
import { trace } from '../../kernel/audit/audit.ts';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { forgetAreas } from '../../kernel/divisions/areas.ts';
import type { Said } from '../../kernel/http/contract.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { fail } from './failures.ts';
import { removeUpload } from './import-file.ts';
import { countLines } from './import-lines.ts';
import { importById, legalBasisKnown, moveImport } from './import-record.ts';
import { begin } from './import-running.ts';
import { planByIndex } from './ledger-persons.ts';
import { writeAreas } from './write-areas.ts';
import { writeRoster } from './write-roster.ts';
import { writeSites } from './write-sites.ts';

/** Progress is written at most this often (milliseconds). */
const progressEvery = 500;
/** Longest single statement of a confirmation or an undo (milliseconds). */
export const statementTimeout = 120_000;
const mostTries = 3;

/**
 * Takes a previewed import to be written. Throws `state_moved` when it is not waiting for that (any more), and
 * `legal_basis_needed` for the first roster of a street.
 */
export async function takeForWriting(
  tx: Transaction,
  actor: Actor,
  id: string,
  legalBasis: boolean,
): Promise<void> {
  const record = await importById(tx, actor.street, id);
  if (record.kind === 'roster' && !legalBasis && !(await legalBasisKnown(tx, actor.street)))
    throw fail('legal_basis_needed', {
      fields: [{ path: 'legalBasis', zh: '请勾选合法依据', en: 'confirm the legal basis' }],
    });
  const options = legalBasis ? { ...record.options, legalBasis } : record.options;
  const counts = Object.values(record.summary.counts ?? {}).reduce((sum, count) => sum + count, 0);
  const progress = { rows: 0, of: counts };
  const changed = { options, progress, failure: null };
  if (!(await moveImport(tx, actor.street, id, ['previewed'], 'writing', changed))) throw fail('state_moved');
}

/** Begins to write an import that was taken; settles when it is written or given back with a sentence. */
export function beginWriting(kernel: Kernel, actor: Actor, id: string): Promise<void> {
  return begin(kernel, id, () => writeImport(kernel, actor, id));
}

async function writeImport(kernel: Kernel, actor: Actor, id: string): Promise<void> {
  const { street } = actor;
  const system = { as: 'system', street } as const;
  try {
    for (let tries = 1; ; tries++) {
      try {
        await kernel.db.transaction(system, (tx) => writeAll(kernel, tx, actor, id), { statementTimeout });
        break;
      } catch (error) {
        // Somebody registered with a number of the file while it was written: look again who is who.
        if ((error as { code?: string }).code !== '23505' || tries === mostTries) throw error;
      }
    }
    forgetAreas(kernel.db, street);
    await removeUpload(kernel, street, id);
  } catch (error) {
    const failure = {
      code: 'not_written',
      zh: '写入时系统出了问题，台账没有任何改动。请再次确认；若还不行，请联系管理员。',
      en: 'Writing failed on our side and nothing was changed. Confirm again, and tell the administrator if it stays.',
    };
    await kernel.db.transaction(system, (tx) =>
      moveImport(tx, street, id, ['writing'], 'previewed', { failure }),
    );
    throw error;
  }
}

/** One import of a street at a time: two lists of the same people must not both find them missing. */
export const lockImports = (tx: Transaction, street: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`imports ${street}`}, 0))`.execute(tx);

async function writeAll(kernel: Kernel, tx: Transaction, actor: Actor, id: string): Promise<void> {
  const { street } = actor;
  await lockImports(tx, street);
  await planByIndex(tx);
  const record = await importById(tx, street, id);
  const write = { roster: writeRoster, sites: writeSites, areas: writeAreas }[record.kind];
  await write(kernel, tx, actor, id, progressOf(kernel, street, id, record.progress.of ?? null));
  const counts = await countLines(tx, street, id);
  const warnings: Said[] = [...(record.summary.warnings ?? [])];
  const summary = { ...record.summary, counts, warnings };
  if (!(await moveImport(tx, street, id, ['writing'], 'confirmed', { summary }))) throw fail('state_moved');
  await trace(tx, actor, {
    action: 'import.confirmed',
    subjectKind: 'import',
    subject: id,
    detail: { kind: record.kind, ...counts, legalBasis: record.options.legalBasis ?? false },
  });
}

/** The import's row is free until the end, so others can see how far writing is. */
function progressOf(kernel: Kernel, street: string, id: string, of: number | null) {
  let last = Date.now();
  return (rows: number) => {
    if (Date.now() - last < progressEvery) return;
    last = Date.now();
    kernel.db
      .transaction({ as: 'system', street }, (tx) =>
        moveImport(tx, street, id, ['writing'], 'writing', { progress: { rows, of } }),
      )
      .catch(() => {});
  };
}
