/** The ledger as imports look people up in it: by phone and by name, in batches. */
import { sql } from 'kysely';
import type { Db, Transaction } from '../../kernel/database/database.ts';
import type { Cipher } from '../../kernel/privacy/cipher.ts';
import type { Ledger, LedgerPerson } from './comparison.ts';

/** What writing needs to know of somebody beyond what is compared. */
export interface KnownWorker extends LedgerPerson {
  readonly state: string;
  readonly mainSite: string | null;
  readonly siteIds: readonly string[];
  /** As the database writes it, exact to the microsecond; null for who is not only listed. */
  readonly listedUntil: string | null;
  readonly updatedAt: string;
  /** Why they belong where they do; `staff` is an override by hand. */
  readonly assignedBy: string | null;
}

/** A ledger that remembers whom it found, so that writing need not look them up again. */
export interface KnownLedger extends Ledger {
  found(id: string): KnownWorker;
}

interface Row {
  id: string;
  name: string;
  phone_cipher: Buffer | null;
  gender: LedgerPerson['gender'];
  vehicle: LedgerPerson['vehicle'];
  platform: LedgerPerson['platform'];
  start_date: string | null;
  staff_number: string | null;
  short_number: string | null;
  note: string | null;
  state: string;
  main_site: string | null;
  listed_until: string | null;
  updated_at: string;
  assigned_by: string | null;
  sites: string[] | null;
  site_ids: string[] | null;
}

type Key = { phones: readonly Buffer[] } | { names: readonly string[] } | { ids: readonly string[] };

async function rowsBy(tx: Transaction, street: string, key: Key): Promise<Row[]> {
  const [keys, column] =
    'phones' in key
      ? [sql`unnest(${key.phones}::bytea[])`, sql`w.phone_hash`]
      : 'names' in key
        ? [sql`unnest(${key.names}::text[])`, sql`w.name`]
        : [sql`unnest(${key.ids}::uuid[])`, sql`w.id`];
  // One look into the index for each key; the open ones are picked afterwards, so that no partial index is read whole.
  const { rows } = await sql<Row>`
    select w.id, w.name, w.phone_cipher, w.gender, w.vehicle, w.platform, w.start_date, w.staff_number, w.short_number,
      w.note, w.state, w.main_site, w.listed_until::text, w.updated_at::text, a.assigned_by, p.sites, p.site_ids
    from (select distinct wanted from ${keys} as given(wanted)) given
    join lateral (
      select * from workers w where w.street = ${street} and ${column} = given.wanted offset 0
    ) w on true
    left join lateral (
      select max(a.reason) filter (where a.until is null) as assigned_by
      from assignments a where a.street = ${street} and a.worker = w.id
    ) a on true
    left join lateral (
      select array_agg(s.name order by ws.since) filter (where ws.until is null) as sites,
        array_agg(s.id::text order by ws.since) filter (where ws.until is null) as site_ids
      from worker_sites ws join sites s on s.street = ws.street and s.id = ws.site
      where ws.street = ${street} and ws.worker = w.id
    ) p on true
    order by w.id`.execute(tx);
  return rows;
}

function knownWorker(cipher: Cipher, street: string, row: Row): KnownWorker {
  let phone: string | null | undefined;
  return {
    id: row.id,
    name: row.name,
    // Opened only when looked at: of a hundred namesakes few are compared.
    get phone() {
      phone ??= row.phone_cipher ? cipher.open(street, 'workers.phone', row.phone_cipher) : null;
      return phone;
    },
    sites: row.sites ?? [],
    siteIds: row.site_ids ?? [],
    gender: row.gender,
    vehicle: row.vehicle,
    platform: row.platform,
    startDate: row.start_date,
    staffNumber: row.staff_number,
    shortNumber: row.short_number,
    note: row.note,
    state: row.state,
    mainSite: row.main_site,
    listedUntil: row.listed_until,
    updatedAt: row.updated_at,
    assignedBy: row.assigned_by,
  };
}

/**
 * Plans every statement of the transaction anew and by index: tables that grow by thousands of rows within it have no
 * statistics yet, and a plan that takes a street for a small part of them would read it whole for each batch.
 */
export const planByIndex = (tx: Transaction) =>
  sql`select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true),
    set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
    set_config('enable_material', 'off', true), set_config('enable_memoize', 'off', true)`.execute(tx);

/** The ledger inside an open transaction. */
export function ledgerIn(tx: Transaction, cipher: Cipher, street: string): KnownLedger {
  const found = new Map<string, KnownWorker>();
  const take = (rows: readonly Row[]) =>
    rows.map((row) => {
      const known = knownWorker(cipher, street, row);
      found.set(known.id, known);
      return known;
    });
  return {
    byPhones: async (phones) =>
      take(await rowsBy(tx, street, { phones: phones.map((phone) => cipher.phoneHash(phone)) })),
    byNames: async (names) => take(await rowsBy(tx, street, { names })),
    found(id) {
      const known = found.get(id);
      if (!known) throw new Error(`worker ${id} was not looked up`);
      return known;
    },
  };
}

/** The ledger for a preview: each look-up is a short transaction of its own, so that reading a long file holds none. */
export function ledgerOf(db: Db, cipher: Cipher, street: string): Ledger {
  const look = (key: (ledger: Ledger) => Promise<readonly LedgerPerson[]>) =>
    db.transaction({ as: 'system', street }, async (tx) => {
      await planByIndex(tx);
      return key(ledgerIn(tx, cipher, street));
    });
  return {
    byPhones: (phones) => look((ledger) => ledger.byPhones(phones)),
    byNames: (names) => look((ledger) => ledger.byNames(names)),
  };
}

/** Workers by their ids, present state. */
export async function workersById(
  tx: Transaction,
  cipher: Cipher,
  street: string,
  ids: readonly string[],
): Promise<Map<string, KnownWorker>> {
  const rows = await rowsBy(tx, street, { ids });
  return new Map(rows.map((row) => [row.id, knownWorker(cipher, street, row)]));
}
