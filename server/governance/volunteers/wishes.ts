/** Which of the seven roles a worker wishes for or holds; history as rows. */
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/database.ts';
import { roleByCode, type VolunteerRole } from './roles.ts';

/** Sets the wished roles: new ones begin as `wished`, dropped ones end; ones already held stay as they are. */
export async function setRoleWishes(
  tx: Transaction,
  street: string,
  worker: string,
  roles: readonly string[],
): Promise<void> {
  const wanted = new Set(roles);
  const present = await tx
    .selectFrom('volunteer_roles')
    .select('role')
    .where('street', '=', street)
    .where('worker', '=', worker)
    .where('until', 'is', null)
    .execute();
  const dropped = present.map(({ role }) => role).filter((role) => !wanted.has(role));
  const added = [...wanted].filter((role) => !present.some((row) => row.role === role));
  if (dropped.length)
    await tx
      .updateTable('volunteer_roles')
      .set({ state: 'ended', until: sql`now()` })
      .where('street', '=', street)
      .where('worker', '=', worker)
      .where('until', 'is', null)
      .where('role', 'in', dropped)
      .execute();
  if (added.length)
    await tx
      .insertInto('volunteer_roles')
      .values(added.map((role) => ({ street, worker, role, state: 'wished' })))
      .execute();
}

/** The roles a worker now wishes for or holds. */
export async function rolesOf(tx: Transaction, street: string, worker: string) {
  const rows = await tx
    .selectFrom('volunteer_roles')
    .select(['role', 'state', 'since'])
    .where('street', '=', street)
    .where('worker', '=', worker)
    .where('until', 'is', null)
    .orderBy('since')
    .execute();
  return rows.map((row) => ({
    code: row.role,
    name: (roleByCode.get(row.role) as VolunteerRole).name,
    state: row.state,
    since: row.since.toISOString(),
  }));
}
