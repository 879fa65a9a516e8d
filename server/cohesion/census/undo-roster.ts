/** Takes the people of a roster back: those it brought go, those it changed become as they were. */
import { sql } from 'kysely';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { maskPhone } from '../../kernel/privacy/cipher.ts';
import { nameSort } from '../../kernel/search/tokens.ts';
import { changesOf } from './import-changes.ts';
import type { WorkerBefore } from './worker-changes.ts';
import { type AssignmentBefore, theseWorkers } from './worker-rows.ts';
import { indexWorker, listedDays } from './workers.ts';

/** Undoes what a roster did to people; returns how many were kept because somebody has touched them since. */
export async function undoRoster(
  kernel: Kernel,
  tx: Transaction,
  actor: Actor,
  importId: string,
): Promise<number> {
  const { cipher } = kernel;
  const { street } = actor;
  let kept = 0;
  const removed: string[] = [];
  const untouched = new Set<string>();
  for await (const batch of changesOf<WorkerBefore>(tx, cipher, street, importId, 'worker')) {
    const made = batch.flatMap(({ id, before }) => (before === null ? [id] : []));
    const gone = await removeMade(tx, street, importId, made);
    kept += made.length - gone.length;
    removed.push(...gone);
  }
  await forgetTokens(tx, street, removed);
  // Only now are numbers free again that changed hands.
  for await (const batch of changesOf<WorkerBefore>(tx, cipher, street, importId, 'worker')) {
    const changed = batch.flatMap(({ id, before }) => (before?.kind === 'changed' ? [{ id, before }] : []));
    const free = await unchangedSince(
      tx,
      street,
      importId,
      changed.map(({ id }) => id),
    );
    kept += changed.filter(({ id }) => !free.has(id)).length;
    for (const { id, before } of changed) {
      if (!free.has(id)) continue;
      untouched.add(id);
      await restore(kernel, tx, street, id, before);
    }
    const seen = batch.flatMap(({ id, before }) => (before?.kind === 'seen' ? [{ id, before }] : []));
    await unprolong(
      tx,
      street,
      importId,
      seen.map(({ id, before }) => ({ id, until: before.listedUntil })),
    );
  }
  for await (const batch of changesOf(tx, cipher, street, importId, 'worker_site')) {
    const links = batch.map(({ id }) => id.split('/')).filter(([worker]) => untouched.has(worker!));
    await sql`
      delete from worker_sites ws using unnest(${links.map(([worker]) => worker)}::uuid[], ${links.map(([, site]) => site)}::uuid[])
        as given(worker, site)
      where ws.street = ${street} and ws.worker = given.worker and ws.site = given.site and ws.import = ${importId}::uuid`.execute(
      tx,
    );
  }
  for await (const batch of changesOf<AssignmentBefore>(tx, cipher, street, importId, 'assignment'))
    await reopen(
      tx,
      street,
      batch.flatMap(({ id, before }) => (before && untouched.has(before.worker) ? [{ id, ...before }] : [])),
    );
  return kept;
}

/** When the import was written, to the microsecond: rows that say so were touched by nobody since. */
const written = (street: string, importId: string) =>
  sql`(select confirmed_at from imports where street = ${street} and id = ${importId})`;

async function removeMade(
  tx: Transaction,
  street: string,
  importId: string,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const untouched = theseWorkers(
    street,
    ids,
    sql`w.state = 'listed' and w.updated_at = ${written(street, importId)}
      and w.listed_until = ${written(street, importId)} + make_interval(days => ${listedDays})`,
  );
  const gone = await sql<{ id: string }>`
    delete from workers w using ${untouched} these where w.street = ${street} and w.id = these.id
    returning w.id`.execute(tx);
  const removed = gone.rows.map(({ id }) => id);
  return removed;
}

/** In one pass for all: the tokens of a street are many more than its people. */
async function forgetTokens(tx: Transaction, street: string, workers: readonly string[]): Promise<void> {
  if (workers.length === 0) return;
  await sql`delete from search_tokens where street = ${street} and kind = 'worker' and id = any(${[...workers]}::uuid[])`.execute(
    tx,
  );
}

async function unchangedSince(
  tx: Transaction,
  street: string,
  importId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select these.id from ${theseWorkers(street, ids, sql`w.updated_at = ${written(street, importId)}`)} these`.execute(
    tx,
  );
  return new Set(rows.map(({ id }) => id));
}

async function restore(
  { cipher }: Kernel,
  tx: Transaction,
  street: string,
  id: string,
  before: WorkerBefore & { kind: 'changed' },
): Promise<void> {
  const { name, fields } = before;
  const phone =
    before.phone && (await isFree(tx, street, id, cipher.phoneHash(before.phone))) ? before.phone : null;
  await sql`
    update workers set name = ${name}, name_sort = ${nameSort(name)},
      phone_cipher = ${phone && cipher.seal(street, 'workers.phone', phone)}, phone_hash = ${phone && cipher.phoneHash(phone)},
      phone_masked = ${phone && maskPhone(phone)}, gender = ${fields.gender}, vehicle = ${fields.vehicle},
      platform = ${fields.platform}, start_date = ${fields.startDate}, staff_number = ${fields.staffNumber},
      short_number = ${fields.shortNumber}, note = ${fields.note}, main_site = ${before.mainSite},
      listed_until = ${before.listedUntil}::timestamptz, updated_at = ${before.updatedAt}::timestamptz
    where street = ${street} and id = ${id}`.execute(tx);
  await indexWorker(tx, cipher, street, id, name, phone);
}

async function isFree(tx: Transaction, street: string, id: string, phoneHash: Buffer): Promise<boolean> {
  const holder = await tx
    .selectFrom('workers')
    .select('id')
    .where('street', '=', street)
    .where('phone_hash', '=', phoneHash)
    .where('id', '<>', id)
    .executeTakeFirst();
  return holder === undefined;
}

async function unprolong(
  tx: Transaction,
  street: string,
  importId: string,
  seen: readonly { id: string; until: string }[],
): Promise<void> {
  if (seen.length === 0) return;
  await sql`
    update workers w set listed_until = given.until::timestamptz
    from unnest(${seen.map(({ id }) => id)}::uuid[], ${seen.map(({ until }) => until)}::text[]) as given(id, until),
      lateral (select id, state, listed_until from workers w where w.street = ${street} and w.id = given.id offset 0) these
    where w.street = ${street} and w.id = these.id and these.state = 'listed'
      and these.listed_until = ${written(street, importId)} + make_interval(days => ${listedDays})`.execute(
    tx,
  );
}

/** Takes back assignments that are still present, and lets those before them hold again. */
async function reopen(
  tx: Transaction,
  street: string,
  begun: readonly (AssignmentBefore & { id: string })[],
): Promise<void> {
  if (begun.length === 0) return;
  const gone = await sql<{ worker: string }>`
    delete from assignments a using (
      select a.id from unnest(${begun.map(({ id }) => id)}::uuid[]) as given(id) cross join lateral (
        select id, until from assignments a where a.street = ${street} and a.id = given.id offset 0
      ) a where a.until is null
    ) these
    where a.street = ${street} and a.id = these.id
    returning a.worker`.execute(tx);
  const free = new Set(gone.rows.map(({ worker }) => worker));
  const again = begun.filter(({ worker }) => free.has(worker));
  await sql`
    update assignments a set until = null
    from unnest(${again.flatMap(({ previous }) => previous ?? [])}::uuid[]) as given(id)
    where a.street = ${street} and a.id = given.id`.execute(tx);
  await sql`
    update workers w set community = a.community, grid = a.grid, assignment_flagged = coalesce(a.flagged, false)
    from unnest(${again.map(({ worker }) => worker)}::uuid[]) as given(worker)
    left join assignments a on a.street = ${street} and a.worker = given.worker and a.until is null
    where w.street = ${street} and w.id = given.worker`.execute(tx);
}
