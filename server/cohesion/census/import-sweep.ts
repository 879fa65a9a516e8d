/** What a stopped process left behind, and what has outlived its time: readings nobody does, old previews, files. */
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/database.ts';
import { query } from '../../kernel/database/query.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { sweepUploads } from './import-file.ts';
import { type ImportRow, importById, moveImport, type State, undoDays } from './import-record.ts';
import { isRunning } from './import-running.ts';

/** A reading of another process is given up when it has written no progress for this long (milliseconds). */
const silentFor = 60_000;
/** A preview nobody confirms is cancelled after this (days). */
const previewDays = 7;

/**
 * Sweeps every street. At the `start` of the only process of a data directory nobody can be at work on anything; later,
 * and where processes share a database, work that has been silent for long is given up.
 */
export async function sweepImports(kernel: Kernel, when: 'start' | 'hourly'): Promise<void> {
  const alone = when === 'start' && kernel.config.databaseUrl === null;
  const streets = query.selectFrom('streets').select('street').compile();
  const { results } = await kernel.db.batch({ as: 'public', street: '' }, [streets]);
  for (const { street } of results[0].rows)
    await kernel.db.transaction({ as: 'system', street }, (tx) => sweepStreet(kernel, tx, street, alone));
  await sweepUploads(kernel, (street, id) =>
    kernel.db.transaction({ as: 'system', street }, async (tx) => {
      const state = await stateOf(tx, street, id);
      return state === null ? null : state === 'reading' || state === 'previewed' || state === 'writing';
    }),
  );
}

async function stateOf(tx: Transaction, street: string, id: string): Promise<State | null> {
  const row = await tx
    .selectFrom('imports')
    .select('state')
    .where('street', '=', street)
    .where('id', '=', id)
    .executeTakeFirst();
  return (row?.state ?? null) as State | null;
}

async function sweepStreet(kernel: Kernel, tx: Transaction, street: string, alone: boolean): Promise<void> {
  const atWork = await tx
    .selectFrom('imports')
    .select('id')
    .where('street', '=', street)
    .where('state', 'in', ['reading', 'writing'])
    .execute();
  for (const { id } of atWork) {
    if (isRunning(kernel, id)) continue;
    const record = await importById(tx, street, id);
    if (alone || isSilent(record)) await giveUp(tx, street, record);
  }
  await sql`update imports set state = 'cancelled' where street = ${street} and state = 'previewed'
    and created_at < now() - make_interval(days => ${previewDays})`.execute(tx);
  const over = sql`(select id from imports where street = ${street} and (state in ('cancelled', 'failed')
    or (state in ('confirmed', 'undone') and coalesce(undone_at, confirmed_at) < now() - make_interval(days => ${undoDays}))))`;
  await sql`delete from import_lines where street = ${street} and import in ${over}`.execute(tx);
  await sql`delete from import_changes where street = ${street} and import in ${over}`.execute(tx);
}

const isSilent = ({ progress, createdAt }: ImportRow) =>
  Date.now() - (progress.at ?? createdAt.getTime()) > silentFor;

async function giveUp(tx: Transaction, street: string, { id, state }: ImportRow): Promise<void> {
  if (state === 'reading')
    await moveImport(tx, street, id, ['reading'], 'failed', {
      failure: {
        code: 'interrupted',
        zh: '读取时系统重新启动，没有读完。请重新上传文件。',
        en: 'The system restarted while reading. Upload the file again.',
      },
    });
  else
    await moveImport(tx, street, id, ['writing'], 'previewed', {
      failure: {
        code: 'interrupted',
        zh: '写入时系统重新启动，台账没有任何改动。请再次确认。',
        en: 'The system restarted while writing and nothing was changed. Confirm again.',
      },
    });
}
