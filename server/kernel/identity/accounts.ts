/** Accounts of staff: the first admin of a new street, further people with a role and its scope, passwords. */

import { sql } from 'kysely';
import { trace } from '../audit/audit.ts';
import type { Actor, Transaction } from '../database/database.ts';
import { newId } from '../database/id.ts';
import { communitiesOf, subdistrict } from '../divisions/divisions.ts';
import type { Kernel } from '../kernel.ts';
import type { NewStaff, NewStaffMade, Role } from './contract.ts';
import { fail } from './failures.ts';
import { firstPassword, hashPassword, isWeak, passwordMatches } from './passwords.ts';
import * as store from './store.ts';

/**
 * Opens a street: its row, its communities from the national list, and what the features start it with. Does nothing
 * when it is open already. Throws `unknown_subdistrict`.
 */
export async function openStreet(kernel: Kernel, street: string): Promise<void> {
  const found = await subdistrict(street);
  if (!found) throw fail('unknown_subdistrict');
  const communities = await communitiesOf(street);
  await kernel.db.transaction({ as: 'system', street }, async (tx, actor) => {
    await sql`select open_street(${street}, ${found.name}, ${found.parents.join(' ')})`.execute(tx);
    if (communities.length) {
      await tx
        .insertInto('areas')
        .values(
          communities.map((community) => ({
            street,
            id: newId(),
            code: community.code,
            level: 'community',
            kind: /村(民?委(员)?会)?$/.test(community.name) ? 'village' : 'community',
            community: community.code,
            name: plainCommunityName(community.name),
          })),
        )
        .onConflict((conflict) => conflict.columns(['street', 'code']).where('until', 'is', null).doNothing())
        .execute();
    }
    for (const open of kernel.streetOpeners) await open(tx, actor);
  });
}

/** 永安社区居民委员会 → 永安社区; 石家寨村民委员会 → 石家寨村. */
export function plainCommunityName(name: string): string {
  return name
    .replace(/(社区)(居民)?(委员会|居委会)$/, '$1')
    .replace(/村?村(民)?(委员会|委会)$/, '村')
    .replace(/(居民)?(委员会|居委会)$/, '社区');
}

export interface FirstAdmin {
  street: string;
  login: string;
  name: string;
  password: string;
}

/** Makes an account with the given roles. Throws `weak_password` or `login_taken`. */
export async function makeStaff(
  kernel: Kernel,
  tx: Transaction,
  actor: Actor,
  person: { login: string; name: string; title?: string | undefined; password: string },
  roles: readonly { role: Role; community?: string | undefined; grid?: string | undefined }[],
): Promise<string> {
  if (isWeak(person.password, person.login)) throw fail('weak_password');
  const id = newId();
  const passwordHash = await hashPassword(person.password, kernel.keys.pepper);
  const made = await store.insertStaff(tx, {
    street: actor.street,
    id,
    login: person.login,
    name: person.name,
    title: person.title ?? null,
    passwordHash,
  });
  if (!made) throw fail('login_taken');
  await store.insertGrants(
    tx,
    roles.map((grant) => ({
      street: actor.street,
      id: newId(),
      staff: id,
      role: grant.role,
      community: grant.community ?? null,
      grid: grant.grid ?? null,
      givenBy: actor.kind === 'staff' ? actor.id : null,
    })),
  );
  await trace(tx, actor, {
    action: 'staff.made',
    subjectKind: 'staff',
    subject: id,
    detail: { roles: roles.map((r) => r.role) },
  });
  return id;
}

/** Roles that exist only within a community, or within grids. */
const scopeOf: Partial<Record<Role, 'community' | 'grid'>> = {
  community_worker: 'community',
  grid_worker: 'grid',
};

/** A new member of staff with a first password that is shown once. Throws `scope_needed`, `unknown_area`, `login_taken`. */
export async function inviteStaff(
  kernel: Kernel,
  tx: Transaction,
  actor: Actor,
  wish: NewStaff,
): Promise<NewStaffMade> {
  const scope = scopeOf[wish.role];
  const grids = wish.grids ?? [];
  if (scope === 'community' && !wish.community)
    throw fail('scope_needed', {
      fields: [{ path: 'community', zh: '请选择社区', en: 'choose a community' }],
    });
  if (scope === 'grid' && grids.length === 0)
    throw fail('scope_needed', { fields: [{ path: 'grids', zh: '请选择网格', en: 'choose grids' }] });
  const codes = scope === 'grid' ? grids : scope === 'community' ? [wish.community as string] : [];
  if (codes.length) {
    const known = await tx
      .selectFrom('areas')
      .select('code')
      .where('street', '=', actor.street)
      .where('until', 'is', null)
      .where('code', 'in', codes)
      .execute();
    if (known.length !== new Set(codes).size) throw fail('unknown_area');
  }
  const password = firstPassword();
  const roles =
    scope === 'grid'
      ? grids.map((grid) => ({ role: wish.role, community: grid.slice(0, 12), grid }))
      : [{ role: wish.role, community: scope === 'community' ? wish.community : undefined }];
  const id = await makeStaff(
    kernel,
    tx,
    actor,
    { login: wish.login, name: wish.name, title: wish.title, password },
    roles,
  );
  return { id, login: wish.login, firstPassword: password };
}

/** Ends an account, its grants and its sessions; what it did stays. Throws `no_such_staff`, `not_yourself`. */
export async function endStaff(tx: Transaction, actor: Actor, id: string): Promise<void> {
  if (id === actor.id) throw fail('not_yourself');
  const ended = await tx
    .updateTable('staff')
    .set({ state: 'ended' })
    .where('street', '=', actor.street)
    .where('id', '=', id)
    .where('state', '=', 'active')
    .returning('id')
    .executeTakeFirst();
  if (!ended) throw fail('no_such_staff');
  await tx
    .updateTable('grants')
    .set({ until: sql`now()` })
    .where('street', '=', actor.street)
    .where('staff', '=', id)
    .where('until', 'is', null)
    .execute();
  await store.deleteSessionsOf(tx, actor.street, 'staff', id);
  await trace(tx, actor, { action: 'staff.ended', subjectKind: 'staff', subject: id });
}

/** Changes one's own password and ends one's other sessions. Throws `wrong_sign_in`, `weak_password`. */
export async function changePassword(
  kernel: Kernel,
  tx: Transaction,
  actor: Actor,
  old: string,
  fresh: string,
  keep: Buffer,
): Promise<void> {
  const account = await store.findById(tx, actor.street, actor.id);
  if (!account || !(await passwordMatches(account.password_hash, old, kernel.keys.pepper)))
    throw fail('wrong_sign_in');
  if (isWeak(fresh, account.login)) throw fail('weak_password');
  await tx
    .updateTable('staff')
    .set({ password_hash: await hashPassword(fresh, kernel.keys.pepper), password_set_at: sql`now()` })
    .where('street', '=', actor.street)
    .where('id', '=', actor.id)
    .execute();
  await store.deleteSessionsOf(tx, actor.street, 'staff', actor.id, keep);
  await trace(tx, actor, { action: 'staff.password_changed', subjectKind: 'staff', subject: actor.id });
}
