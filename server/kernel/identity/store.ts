/** SQL of accounts, grants and sessions. */
import { sql } from 'kysely';
import type { Transaction } from '../database/database.ts';
import type { Role } from './contract.ts';

export const findByLogin = (tx: Transaction, street: string, login: string) =>
  tx
    .selectFrom('staff')
    .select(['id', 'name', 'password_hash', 'totp_cipher', 'totp_confirmed_at', 'locked_until'])
    .where('street', '=', street)
    .where('login', '=', login)
    .where('state', '=', 'active')
    .executeTakeFirst();

export const findById = (tx: Transaction, street: string, id: string) =>
  tx
    .selectFrom('staff')
    .select(['id', 'login', 'name', 'password_hash', 'totp_cipher', 'totp_confirmed_at'])
    .where('street', '=', street)
    .where('id', '=', id)
    .where('state', '=', 'active')
    .executeTakeFirst();

/** Counts a wrong try; the fifth in a row locks the account for 15 minutes (GB/T 22239: lock-out). */
export const countWrongTry = (tx: Transaction, street: string, id: string) =>
  tx
    .updateTable('staff')
    .set({
      failed_tries: sql`case when failed_tries >= 4 then 0 else failed_tries + 1 end`,
      locked_until: sql`case when failed_tries >= 4 then now() + interval '15 minutes' else locked_until end`,
    })
    .where('street', '=', street)
    .where('id', '=', id)
    .returning('locked_until')
    .executeTakeFirst();

/** Marks a one-time password's step as used; false when this or a later one was used before (replay). */
export async function takeTotpStep(
  tx: Transaction,
  street: string,
  id: string,
  step: number,
): Promise<boolean> {
  const used = await tx
    .updateTable('staff')
    .set({ totp_last_step: step })
    .where('street', '=', street)
    .where('id', '=', id)
    .where('totp_last_step', '<', step)
    .returning('id')
    .executeTakeFirst();
  return used !== undefined;
}

export const clearWrongTries = (tx: Transaction, street: string, id: string) =>
  tx
    .updateTable('staff')
    .set({ failed_tries: 0, locked_until: null })
    .where('street', '=', street)
    .where('id', '=', id)
    .execute();

export interface NewSession {
  street: string;
  tokenHash: Buffer;
  kind: 'staff' | 'worker';
  actor: string;
  device: string | null;
  seconds: number;
}

export const insertSession = (tx: Transaction, session: NewSession) =>
  tx
    .insertInto('sessions')
    .values({
      street: session.street,
      token_hash: session.tokenHash,
      kind: session.kind,
      actor: session.actor,
      device: session.device,
      expires_at: sql`now() + make_interval(secs => ${session.seconds})`,
    })
    .execute();

export const deleteSession = (tx: Transaction, street: string, tokenHash: Buffer) =>
  tx.deleteFrom('sessions').where('street', '=', street).where('token_hash', '=', tokenHash).execute();

/** Ends every session of an account, but the one kept. */
export const deleteSessionsOf = (
  tx: Transaction,
  street: string,
  kind: 'staff' | 'worker',
  actor: string,
  keep?: Buffer,
) =>
  tx
    .deleteFrom('sessions')
    .where('street', '=', street)
    .where('kind', '=', kind)
    .where('actor', '=', actor)
    .$if(keep !== undefined, (query) => query.where('token_hash', '<>', keep as Buffer))
    .execute();

export interface NewStaffRow {
  street: string;
  id: string;
  login: string;
  name: string;
  title: string | null;
  passwordHash: string;
}

/** False when the login is taken. */
export async function insertStaff(tx: Transaction, row: NewStaffRow): Promise<boolean> {
  const made = await tx
    .insertInto('staff')
    .values({
      street: row.street,
      id: row.id,
      login: row.login,
      name: row.name,
      title: row.title,
      password_hash: row.passwordHash,
    })
    .onConflict((conflict) => conflict.columns(['street', 'login']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

export interface NewGrant {
  street: string;
  id: string;
  staff: string;
  role: Role;
  community: string | null;
  grid: string | null;
  givenBy: string | null;
}

export const insertGrants = (tx: Transaction, grants: readonly NewGrant[]) =>
  tx
    .insertInto('grants')
    .values(
      grants.map((grant) => ({
        street: grant.street,
        id: grant.id,
        staff: grant.staff,
        role: grant.role,
        community: grant.community,
        grid: grant.grid,
        given_by: grant.givenBy,
      })),
    )
    .execute();

/** Staff of a street with their present grants, by login. */
export const listStaff = (tx: Transaction, street: string) =>
  tx
    .selectFrom('staff')
    .leftJoin('grants', (join) =>
      join
        .onRef('grants.street', '=', 'staff.street')
        .onRef('grants.staff', '=', 'staff.id')
        .on('grants.until', 'is', null),
    )
    .select([
      'staff.id',
      'staff.login',
      'staff.name',
      'staff.title',
      'staff.state',
      'staff.totp_confirmed_at',
      'grants.id as grant',
      'grants.role',
      'grants.community',
      'grants.grid',
      'grants.site',
      'grants.since',
    ])
    .where('staff.street', '=', street)
    .orderBy('staff.login')
    .orderBy('grants.since')
    .limit(2000)
    .execute();
