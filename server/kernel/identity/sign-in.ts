/** Staff sign-in: password, then the second factor; five wrong tries in a row lock the account for 15 minutes. */
import type { Kernel } from '../kernel.ts';
import { newToken } from './cookie.ts';
import { fail } from './failures.ts';
import { nobody, passwordMatches } from './passwords.ts';
import * as store from './store.ts';
import { totpStep } from './totp.ts';

/** A working day and a bit; workers stay signed in for half a year on their own phone. */
export const staffSessionSeconds = 12 * 3600;
export const workerSessionSeconds = 180 * 24 * 3600;

export interface SignInTry {
  street: string;
  login: string;
  password: string;
  totp: string | undefined;
  device: string | null;
}

/**
 * Signs a member of staff in and returns the cookie's value. Throws `wrong_sign_in`, `totp_needed`, `wrong_totp` or
 * `locked` (Retry-After in seconds). An account without a second factor yet is signed in, but only its set-up answers.
 */
export async function signInStaff(kernel: Kernel, attempt: SignInTry): Promise<string> {
  const { db, keys, cipher } = kernel;
  const entry = { as: 'public', street: attempt.street } as const;
  const account = await db.transaction(entry, (tx) =>
    store.findByLogin(tx, attempt.street, attempt.login.toLowerCase()),
  );
  if (account?.locked_until && account.locked_until > new Date()) throw locked(account.locked_until);

  const stored = account?.password_hash ?? (await nobody(keys.pepper));
  const matches = await passwordMatches(stored, attempt.password, keys.pepper);
  if (!account || !matches) {
    if (account) await wrongTry(kernel, attempt.street, account.id);
    throw fail('wrong_sign_in');
  }

  const step =
    account.totp_confirmed_at && account.totp_cipher
      ? checkTotp(cipher.open(attempt.street, 'staff.totp', account.totp_cipher), attempt.totp)
      : undefined;
  if (step === null) {
    await wrongTry(kernel, attempt.street, account.id);
    throw fail('wrong_totp');
  }
  const token = newToken(attempt.street);
  const signedIn = await db.transaction(entry, async (tx) => {
    if (step !== undefined && !(await store.takeTotpStep(tx, attempt.street, account.id, step))) return false;
    await store.clearWrongTries(tx, attempt.street, account.id);
    await store.insertSession(tx, {
      street: attempt.street,
      tokenHash: token.tokenHash,
      kind: 'staff',
      actor: account.id,
      device: attempt.device,
      seconds: staffSessionSeconds,
    });
    return true;
  });
  if (!signedIn) throw fail('wrong_totp');
  return token.value;
}

/** The step of a right code, null for a wrong one; throws `totp_needed` when there is none. */
function checkTotp(secret: string, code: string | undefined): number | null {
  if (code === undefined) throw fail('totp_needed');
  return totpStep(secret, code);
}

async function wrongTry(kernel: Kernel, street: string, id: string): Promise<void> {
  const row = await kernel.db.transaction({ as: 'public', street }, (tx) =>
    store.countWrongTry(tx, street, id),
  );
  if (row?.locked_until && row.locked_until > new Date()) throw locked(row.locked_until);
}

function locked(until: Date) {
  return fail('locked', { retryAfter: Math.ceil((until.getTime() - Date.now()) / 1000) });
}
