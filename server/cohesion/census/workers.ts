/** The ledger's rows of workers: written by imports, registration and staff; the only SQL that changes them. */
import { sql } from 'kysely';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { newId } from '../../kernel/database/id.ts';
import { type Cipher, maskPhone } from '../../kernel/privacy/cipher.ts';
import { indexTokens } from '../../kernel/search/search.ts';
import { nameSort, nameTokens } from '../../kernel/search/tokens.ts';

/** What a worker's row is made of. Absent fields stay as they are (or empty in a new row). */
export interface WorkerFields {
  name?: string;
  /** 11 digits */
  phone?: string | null;
  gender?: 'male' | 'female' | null;
  platform?: string | null;
  vehicle?: string | null;
  startDate?: string | null;
  staffNumber?: string | null;
  shortNumber?: string | null;
  restHours?: string | null;
  note?: string | null;
  nickname?: string | null;
}

/** The columns that the given fields fill; personal ones encrypted, hashed and masked. */
function columnsOf(cipher: Cipher, street: string, fields: WorkerFields) {
  const phone = fields.phone;
  return {
    ...(fields.name !== undefined && { name: fields.name, name_sort: nameSort(fields.name) }),
    ...(phone !== undefined && {
      phone_cipher: phone === null ? null : cipher.seal(street, 'workers.phone', phone),
      phone_hash: phone === null ? null : cipher.phoneHash(phone),
      phone_masked: phone === null ? null : maskPhone(phone),
    }),
    ...(fields.gender !== undefined && { gender: fields.gender }),
    ...(fields.platform !== undefined && { platform: fields.platform }),
    ...(fields.vehicle !== undefined && { vehicle: fields.vehicle }),
    ...(fields.startDate !== undefined && { start_date: fields.startDate }),
    ...(fields.staffNumber !== undefined && { staff_number: fields.staffNumber }),
    ...(fields.shortNumber !== undefined && { short_number: fields.shortNumber }),
    ...(fields.restHours !== undefined && { rest_hours: fields.restHours }),
    ...(fields.note !== undefined && { note: fields.note }),
    ...(fields.nickname !== undefined && { nickname: fields.nickname }),
  };
}

/** A listed person's row is kept this long after a roster or the site manager confirmed it (domain rules, section 2). */
export const listedDays = 180;

/** Adds a worker and returns the id. The phone must be free in the street (unique index). */
export async function insertWorker(
  tx: Transaction,
  cipher: Cipher,
  street: string,
  state: 'listed' | 'registered',
  fields: WorkerFields & { name: string },
  source: { import?: string; mainSite?: string | null } = {},
): Promise<string> {
  const id = newId();
  await tx
    .insertInto('workers')
    .values({
      ...columnsOf(cipher, street, fields),
      street,
      id,
      name: fields.name,
      name_sort: nameSort(fields.name),
      state,
      main_site: source.mainSite ?? null,
      import: source.import ?? null,
      listed_until: state === 'listed' ? sql`now() + make_interval(days => ${listedDays})` : null,
      registered_at: state === 'registered' ? sql`now()` : null,
    })
    .execute();
  await indexWorker(tx, cipher, street, id, fields.name, fields.phone ?? null);
  return id;
}

/** Changes a worker's row; name and phone are found by their new values afterwards. */
export async function updateWorker(
  tx: Transaction,
  cipher: Cipher,
  street: string,
  id: string,
  fields: WorkerFields,
): Promise<void> {
  const row = await tx
    .updateTable('workers')
    .set({ ...columnsOf(cipher, street, fields), updated_at: sql`now()` })
    .where('street', '=', street)
    .where('id', '=', id)
    .returning(['name', 'phone_cipher'])
    .executeTakeFirstOrThrow();
  if (fields.name === undefined && fields.phone === undefined) return;
  const phone = row.phone_cipher ? cipher.open(street, 'workers.phone', row.phone_cipher) : null;
  await indexWorker(tx, cipher, street, id, row.name, phone);
}

/** Name parts, pinyin, initials, and the keyed hash of the phone's last four digits. */
export async function indexWorker(
  tx: Transaction,
  cipher: Cipher,
  street: string,
  id: string,
  name: string,
  phone: string | null,
): Promise<void> {
  await indexTokens(tx, street, 'worker', id, workerTokens(cipher, name, phone));
}

/** What a worker is found by; for imports that write many rows at once. */
export function workerTokens(cipher: Cipher, name: string, phone: string | null): string[] {
  return [...nameTokens(name), ...(phone ? [`tel:${cipher.tailToken(phone)}`] : [])];
}

export interface NewAssignment {
  community: string | null;
  grid: string | null;
  flagged: boolean;
  reason: string;
  evidence: object;
}

/** Ends the present assignment and begins the new one; does nothing when it says the same. */
export async function assignWorker(
  tx: Transaction,
  actor: Actor,
  worker: string,
  to: NewAssignment,
): Promise<void> {
  const now = await tx
    .selectFrom('assignments')
    .select(['id', 'community', 'grid', 'reason', 'flagged'])
    .where('street', '=', actor.street)
    .where('worker', '=', worker)
    .where('until', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (
    now &&
    now.community === to.community &&
    now.grid === to.grid &&
    now.reason === to.reason &&
    now.flagged === to.flagged
  )
    return;
  if (now)
    await tx
      .updateTable('assignments')
      .set({ until: sql`now()` })
      .where('street', '=', actor.street)
      .where('id', '=', now.id)
      .execute();
  await tx
    .insertInto('assignments')
    .values({
      street: actor.street,
      id: newId(),
      worker,
      community: to.community,
      grid: to.grid,
      reason: to.reason,
      evidence: JSON.stringify(to.evidence),
      flagged: to.flagged,
      by_kind: actor.kind,
      by_actor: actor.id,
    })
    .execute();
  await tx
    .updateTable('workers')
    .set({ community: to.community, grid: to.grid, assignment_flagged: to.flagged, updated_at: sql`now()` })
    .where('street', '=', actor.street)
    .where('id', '=', worker)
    .execute();
}

/** Adds a present site to a worker's history unless it is there. */
export async function attachSite(
  tx: Transaction,
  street: string,
  worker: string,
  site: string,
  source: 'roster' | 'registration' | 'staff',
  importId?: string,
): Promise<void> {
  const there = await tx
    .selectFrom('worker_sites')
    .select('site')
    .where('street', '=', street)
    .where('worker', '=', worker)
    .where('site', '=', site)
    .where('until', 'is', null)
    .executeTakeFirst();
  if (there) return;
  await tx
    .insertInto('worker_sites')
    .values({ street, worker, site, source, import: importId ?? null })
    .execute();
}
