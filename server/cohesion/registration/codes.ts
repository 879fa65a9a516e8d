/** Six-digit codes that prove a phone: valid 5 minutes, 5 tries, one a minute, 10 a day per phone. */
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/database.ts';
import { newId } from '../../kernel/database/id.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { fail } from './failures.ts';

export const codeMinutes = 5;
export const codeAgainSeconds = 60;
const codesPerDay = 10;
const triesPerCode = 5;

/** Makes a code and hands it to the text-message sender. Throws `too_soon` or `too_many_codes`. */
export async function sendCode(
  kernel: Kernel,
  tx: Transaction,
  street: string,
  phone: string,
): Promise<void> {
  const phoneHash = kernel.cipher.phoneHash(phone);
  await lockPhone(tx, street, phoneHash);
  const recent = await tx
    .selectFrom('phone_codes')
    .select(({ fn }) => [fn.countAll<number>().as('today'), fn.max('created_at').as('last')])
    .where('street', '=', street)
    .where('phone_hash', '=', phoneHash)
    .where('created_at', '>', sql<Date>`now() - interval '1 day'`)
    .executeTakeFirstOrThrow();
  const waited = recent.last ? (Date.now() - recent.last.getTime()) / 1000 : Number.POSITIVE_INFINITY;
  if (waited < codeAgainSeconds) throw fail('too_soon', { retryAfter: Math.ceil(codeAgainSeconds - waited) });
  if (recent.today >= codesPerDay) throw fail('too_many_codes', { retryAfter: 3600 });

  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await tx
    .insertInto('phone_codes')
    .values({
      street,
      id: newId(),
      phone_hash: phoneHash,
      code_hash: hashOf(kernel, phone, code),
      expires_at: sql`now() + make_interval(mins => ${codeMinutes})`,
    })
    .execute();
  await kernel.sms.accept(tx, street, {
    phone,
    template: 'code',
    parameters: { code, minutes: String(codeMinutes) },
    text: `【暖新】验证码 ${code}，${codeMinutes} 分钟内有效。请勿告诉他人。`,
  });
}

/** One at a time per phone till the transaction ends, so that a burst of requests sends one message or registers once. */
export async function lockPhone(tx: Transaction, street: string, phoneHash: Buffer): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${street + phoneHash.toString('hex')}, 0))`.execute(
    tx,
  );
}

export type CodeCheck = 'right' | 'wrong_code' | 'code_expired';

/**
 * Uses up the newest code of the phone when it is right, counts the try when it is not. The answer is a value, not an
 * error, so that the transaction keeps the count.
 */
export async function checkCode(
  kernel: Kernel,
  tx: Transaction,
  street: string,
  phone: string,
  code: string,
): Promise<CodeCheck> {
  const row = await tx
    .selectFrom('phone_codes')
    .select(['id', 'code_hash', 'tries'])
    .where('street', '=', street)
    .where('phone_hash', '=', kernel.cipher.phoneHash(phone))
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('created_at', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  if (!row || row.tries >= triesPerCode) return 'code_expired';
  const right = timingSafeEqual(row.code_hash, hashOf(kernel, phone, code));
  // A right code also ends the earlier ones of this phone that are still fresh.
  await tx
    .updateTable('phone_codes')
    .set(right ? { used_at: sql`now()` } : { tries: row.tries + 1 })
    .where('street', '=', street)
    .where('phone_hash', '=', kernel.cipher.phoneHash(phone))
    .where('used_at', 'is', null)
    .$if(!right, (query) => query.where('id', '=', row.id))
    .execute();
  return right ? 'right' : 'wrong_code';
}

function hashOf(kernel: Kernel, phone: string, code: string): Buffer {
  return createHmac('sha256', kernel.keys.pepper).update(`${phone}:${code}`).digest();
}

const ticketMinutes = 15;

/** A sealed note that this phone was proved in this street just now; goes into the registration. */
export function makeTicket(kernel: Kernel, street: string, phone: string): string {
  const note = JSON.stringify({ phone, until: Date.now() + ticketMinutes * 60_000 });
  return kernel.cipher.seal(street, 'registration.ticket', note).toString('base64url');
}

/** The phone that a ticket proves. Throws `ticket_expired` for an old, foreign or forged one. */
export function readTicket(kernel: Kernel, street: string, ticket: string): string {
  try {
    const note = JSON.parse(
      kernel.cipher.open(street, 'registration.ticket', Buffer.from(ticket, 'base64url')),
    ) as { phone: string; until: number };
    if (note.until > Date.now()) return note.phone;
  } catch {
    throw fail('ticket_expired');
  }
  throw fail('ticket_expired');
}
