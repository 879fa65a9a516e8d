/** The first run: the street is opened and its first administrator made, once. */
import type { Kernel } from '../kernel.ts';
import { makeStaff, openStreet } from './accounts.ts';
import type { FirstRun } from './contract.ts';
import { fail } from './failures.ts';
import { isWeak } from './passwords.ts';
import { staffSessionSeconds } from './sign-in.ts';
import { insertSession } from './store.ts';

/** The streets of this installation; a handful, so read anew each time. */
export function openStreets(kernel: Kernel) {
  return kernel.db.transaction({ as: 'public', street: '000000000' }, (tx) =>
    tx.selectFrom('streets').select(['street', 'name']).orderBy('street').limit(1000).execute(),
  );
}

const setUp = new WeakSet<Kernel>();

/** Whether nobody has set this installation up yet; a street that was opened without staff (power cut) does not count. */
export async function isFirstRun(kernel: Kernel, streets: readonly { street: string }[]): Promise<boolean> {
  const [only] = streets;
  if (!only) return true;
  if (streets.length > 1 || setUp.has(kernel)) return false;
  const someone = await kernel.db.transaction({ as: 'system', street: only.street }, (tx) =>
    tx.selectFrom('staff').select('id').where('street', '=', only.street).limit(1).executeTakeFirst(),
  );
  if (someone) setUp.add(kernel);
  return !someone;
}

/**
 * Opens the street and makes its first administrator, signed in under `session`. Throws `already_set_up`,
 * `weak_password`, `unknown_subdistrict`; nothing is opened then.
 */
export async function firstRun(
  kernel: Kernel,
  wish: FirstRun,
  session: { tokenHash: Buffer; device: string | null },
): Promise<void> {
  const { street } = wish;
  if (!(await isFirstRun(kernel, await openStreets(kernel)))) throw fail('already_set_up');
  if (isWeak(wish.password, wish.login)) throw fail('weak_password');
  await openStreet(kernel, street);
  await kernel.db.transaction({ as: 'system', street }, async (tx, actor) => {
    const actorId = await makeStaff(kernel, tx, actor, wish, [
      { role: 'street_admin' },
      { role: 'dispatcher' },
    ]);
    await insertSession(tx, {
      street,
      ...session,
      kind: 'staff',
      actor: actorId,
      seconds: staffSessionSeconds,
    });
  });
}

/** Runs what it is given one at a time, in the order in which it came. */
export function oneAfterAnother() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
}
