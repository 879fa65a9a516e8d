/** SQL of registration: the worker by phone, consent, tasks, one's own card. */
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/database.ts';
import { newId } from '../../kernel/database/id.ts';

export const byPhone = (tx: Transaction, street: string, phoneHash: Buffer) =>
  tx
    .selectFrom('workers')
    .select(['id', 'name', 'state', 'community'])
    .where('street', '=', street)
    .where('phone_hash', '=', phoneHash)
    .forUpdate()
    .executeTakeFirst();

export const setRegistered = (tx: Transaction, street: string, id: string) =>
  tx
    .updateTable('workers')
    .set({ state: 'registered', registered_at: sql`now()`, listed_until: null, updated_at: sql`now()` })
    .where('street', '=', street)
    .where('id', '=', id)
    .execute();

export async function mainSiteOf(tx: Transaction, street: string, id: string): Promise<string | null> {
  const row = await tx
    .selectFrom('workers')
    .select('main_site')
    .where('street', '=', street)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.main_site ?? null;
}

export const setMainSite = (tx: Transaction, street: string, id: string, site: string | null) =>
  tx
    .updateTable('workers')
    .set({ main_site: site })
    .where('street', '=', street)
    .where('id', '=', id)
    .execute();

export const giveConsent = (tx: Transaction, street: string, worker: string, kind: string, version: number) =>
  tx
    .insertInto('consents')
    .values({ street, id: newId(), worker, kind, version })
    .onConflict((conflict) =>
      conflict.columns(['street', 'worker', 'kind']).where('withdrawn_at', 'is', null).doNothing(),
    )
    .execute();

export const consentsOf = (tx: Transaction, street: string, worker: string) =>
  tx
    .selectFrom('consents')
    .select(['kind', 'version', 'given_at'])
    .where('street', '=', street)
    .where('worker', '=', worker)
    .where('withdrawn_at', 'is', null)
    .orderBy('given_at')
    .execute();

export const rememberPhone = (tx: Transaction, street: string, phoneHash: Buffer) =>
  tx
    .insertInto('sign_in_directory')
    .values({ street, phone_hash: phoneHash })
    .onConflict((conflict) => conflict.doNothing())
    .execute();

export const openTask = (
  tx: Transaction,
  street: string,
  kind: string,
  community: string | null,
  subjectKind: string,
  subject: string,
  detail: object,
) =>
  tx
    .insertInto('tasks')
    .values({
      street,
      id: newId(),
      kind,
      community,
      subject_kind: subjectKind,
      subject,
      detail: JSON.stringify(detail),
    })
    .execute();

export const myRow = (tx: Transaction, street: string, id: string) =>
  tx
    .selectFrom('workers')
    .leftJoin('sites', (join) =>
      join.onRef('sites.street', '=', 'workers.street').onRef('sites.id', '=', 'workers.main_site'),
    )
    .leftJoin('assignments', (join) =>
      join
        .onRef('assignments.street', '=', 'workers.street')
        .onRef('assignments.worker', '=', 'workers.id')
        .on('assignments.until', 'is', null),
    )
    .select([
      'workers.id',
      'workers.name',
      'workers.nickname',
      'workers.phone_masked',
      'workers.vehicle',
      'workers.rest_hours',
      'workers.community',
      'workers.grid',
      'workers.assignment_flagged',
      'assignments.reason',
      'assignments.evidence',
      'sites.id as site',
      'sites.name as site_name',
    ])
    .where('workers.street', '=', street)
    .where('workers.id', '=', id)
    .executeTakeFirstOrThrow();

/** Grid workers of a grid, with the phone they answer the public on. */
export const gridWorkersOf = (tx: Transaction, street: string, grid: string) =>
  tx
    .selectFrom('grants')
    .innerJoin('staff', (join) =>
      join.onRef('staff.street', '=', 'grants.street').onRef('staff.id', '=', 'grants.staff'),
    )
    .select(['staff.name', 'staff.phone_cipher'])
    .where('grants.street', '=', street)
    .where('grants.grid', '=', grid)
    .where('grants.role', '=', 'grid_worker')
    .where('grants.until', 'is', null)
    .orderBy('grants.since')
    .limit(5)
    .execute();

export async function unreadOf(tx: Transaction, street: string, worker: string): Promise<number> {
  const row = await tx
    .selectFrom('messages')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('street', '=', street)
    .where('worker', '=', worker)
    .where('channel', '=', 'inapp')
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row.n;
}
