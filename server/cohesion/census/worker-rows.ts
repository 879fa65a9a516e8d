/** Rows of workers by the thousand: the same rows as workers.ts writes one by one, in few statements. */
import { type RawBuilder, sql } from 'kysely';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { newId } from '../../kernel/database/id.ts';
import { type Cipher, maskPhone } from '../../kernel/privacy/cipher.ts';
import { nameSort } from '../../kernel/search/tokens.ts';
import { listedDays, type NewAssignment, workerTokens } from './workers.ts';

/** A person of a roster as a row of the ledger. */
export interface ListedWorker {
  readonly id: string;
  readonly name: string;
  /** 11 digits; null when somebody else holds the number */
  readonly phone: string | null;
  readonly gender: string | null;
  readonly platform: string | null;
  readonly vehicle: string | null;
  readonly startDate: string | null;
  readonly staffNumber: string | null;
  readonly shortNumber: string | null;
  readonly note: string | null;
  readonly mainSite: string | null;
  readonly assignment: NewAssignment;
}

/** Name and phone columns as they are kept; hex, since they travel inside JSON. */
function kept(cipher: Cipher, street: string, { name, phone }: { name: string; phone: string | null }) {
  return {
    name,
    name_sort: nameSort(name),
    phone_cipher: phone && cipher.seal(street, 'workers.phone', phone).toString('hex'),
    phone_hash: phone && cipher.phoneHash(phone).toString('hex'),
    phone_masked: phone && maskPhone(phone),
  };
}

/** Adds workers as listed, found by name and phone, with their first assignment. */
export async function insertListed(
  tx: Transaction,
  cipher: Cipher,
  actor: Actor,
  importId: string,
  workers: readonly ListedWorker[],
): Promise<void> {
  if (workers.length === 0) return;
  const { street } = actor;
  const rows = workers.map((worker) => ({
    id: worker.id,
    ...kept(cipher, street, worker),
    gender: worker.gender,
    platform: worker.platform,
    vehicle: worker.vehicle,
    start_date: worker.startDate,
    staff_number: worker.staffNumber,
    short_number: worker.shortNumber,
    note: worker.note,
    main_site: worker.mainSite,
    community: worker.assignment.community,
    grid: worker.assignment.grid,
    flagged: worker.assignment.flagged,
  }));
  await sql`
    insert into workers (street, id, name, name_sort, phone_cipher, phone_hash, phone_masked, gender, platform, vehicle,
      start_date, staff_number, short_number, note, state, main_site, community, grid, assignment_flagged, listed_until, import)
    select ${street}, id, name, name_sort, decode(phone_cipher, 'hex'), decode(phone_hash, 'hex'), phone_masked, gender,
      platform, vehicle, start_date, staff_number, short_number, note, 'listed', main_site, community, grid, flagged,
      now() + make_interval(days => ${listedDays}), ${importId}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(id uuid, name text, name_sort text, phone_cipher text,
      phone_hash text, phone_masked text, gender text, platform text, vehicle text, start_date text, staff_number text,
      short_number text, note text, main_site uuid, community text, grid text, flagged boolean)`.execute(tx);
  await insertTokens(tx, cipher, street, workers);
  await insertAssignments(
    tx,
    actor,
    workers.map(({ id, assignment }) => ({ id: newId(), worker: id, to: assignment })),
  );
}

/** What workers are found by; for workers that have no tokens yet. */
export async function insertTokens(
  tx: Transaction,
  cipher: Cipher,
  street: string,
  workers: readonly { id: string; name: string; phone: string | null }[],
): Promise<void> {
  const tokens: string[] = [];
  const ids: string[] = [];
  for (const { id, name, phone } of workers)
    for (const token of new Set(workerTokens(cipher, name, phone))) {
      tokens.push(token);
      ids.push(id);
    }
  await sql`
    insert into search_tokens (street, kind, token, id)
    select ${street}, 'worker', token, id from unnest(${tokens}::text[], ${ids}::uuid[]) as given(token, id)`.execute(
    tx,
  );
}

export interface AssignmentRow {
  readonly id: string;
  readonly worker: string;
  readonly to: NewAssignment;
}

/** Begins assignments of workers that have none at present. */
export async function insertAssignments(
  tx: Transaction,
  actor: Actor,
  rows: readonly AssignmentRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const given = rows.map(({ id, worker, to }) => ({ id, worker, ...to }));
  await sql`
    insert into assignments (street, id, worker, community, grid, reason, evidence, flagged, by_kind, by_actor)
    select ${actor.street}, id, worker, community, grid, reason, evidence, flagged, ${actor.kind}, ${actor.id}
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given(id uuid, worker uuid, community text, grid text,
      reason text, evidence jsonb, flagged boolean)`.execute(tx);
}

/** How a worker's present assignment was, before a new one. */
export interface AssignmentBefore {
  readonly worker: string;
  readonly previous: string | null;
}

/**
 * Ends present assignments and begins the given ones; the workers' own columns follow. Returns what there was, by the
 * id of the new assignment, for an undo.
 */
export async function reassign(
  tx: Transaction,
  actor: Actor,
  moves: readonly { worker: string; to: NewAssignment }[],
): Promise<{ id: string; before: AssignmentBefore }[]> {
  if (moves.length === 0) return [];
  const { street } = actor;
  const ended = await sql<{ worker: string; id: string }>`
    update assignments a set until = now() from (
      select a.id from unnest(${moves.map(({ worker }) => worker)}::uuid[]) as given(worker) cross join lateral (
        select id, until from assignments a where a.street = ${street} and a.worker = given.worker offset 0
      ) a where a.until is null
    ) present
    where a.street = ${street} and a.id = present.id
    returning a.worker, a.id`.execute(tx);
  const previous = new Map(ended.rows.map(({ worker, id }) => [worker, id]));
  const rows = moves.map(({ worker, to }) => ({ id: newId(), worker, to }));
  await insertAssignments(tx, actor, rows);
  await sql`
    update workers w set community = given.community, grid = given.grid, assignment_flagged = given.flagged, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(moves.map(({ worker, to }) => ({ worker, ...to })))}::jsonb)
      as given(worker uuid, community text, grid text, flagged boolean)
    where w.street = ${street} and w.id = given.worker`.execute(tx);
  return rows.map(({ id, worker }) => ({ id, before: { worker, previous: previous.get(worker) ?? null } }));
}

/** Adds present sites to workers' histories. */
export async function attachSites(
  tx: Transaction,
  street: string,
  importId: string,
  links: readonly { worker: string; site: string }[],
): Promise<void> {
  if (links.length === 0) return;
  await sql`
    insert into worker_sites (street, worker, site, source, import)
    select ${street}, worker, site, 'roster', ${importId}::uuid
    from unnest(${links.map(({ worker }) => worker)}::uuid[], ${links.map(({ site }) => site)}::uuid[]) as given(worker, site)`.execute(
    tx,
  );
}

/** A roster has confirmed these people: who is only listed stays so for another while. Leaves `updated_at` alone. */
export async function prolong(tx: Transaction, street: string, workers: readonly string[]): Promise<void> {
  if (workers.length === 0) return;
  const listed = theseWorkers(street, workers, sql`w.state = 'listed'`);
  await sql`
    update workers w set listed_until = now() + make_interval(days => ${listedDays}) from ${listed} these
    where w.street = ${street} and w.id = these.id`.execute(tx);
}

/**
 * The given workers that fit a condition on `w`, each found by its key. The fence keeps a planner without statistics
 * from reading the whole street by another index for every batch.
 */
export const theseWorkers = (street: string, ids: readonly string[], fit: RawBuilder<unknown>) => sql`(
  select w.id from unnest(${[...ids]}::uuid[]) as given(id) cross join lateral (
    select id, state, updated_at, listed_until from workers w where w.street = ${street} and w.id = given.id offset 0
  ) w where ${fit})`;
