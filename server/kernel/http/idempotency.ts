/**
 * A POST that creates something carries an Idempotency-Key made with the draft. What was made under a key is found
 * again, so that a retry after a lost answer makes nothing twice (architecture.md, “Data rules”).
 */
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Transaction } from '../database/database.ts';
import { fail } from './problem.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The request's Idempotency-Key. Throws `key_needed` when it has none or it is not a UUID. */
export function idempotencyKey(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !uuid.test(key)) throw fail('key_needed');
  return key.toLowerCase();
}

/** SHA-256 over the parts of a request that make it the same request: JSON fields, then file bytes' hashes. */
export function requestHash(...parts: (string | Buffer | object)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) {
    const bytes = typeof part === 'string' || Buffer.isBuffer(part) ? part : JSON.stringify(part);
    hash.update(String(bytes.length)).update(':').update(bytes);
  }
  return hash.digest();
}

export interface Keyed {
  street: string;
  /** who sends: worker or staff id, or the keyed phone hash before registration */
  actor: string;
  /** name of the route, e.g. `reports` */
  route: string;
  key: string;
  hash: Buffer;
}

/**
 * Claims the key for `made` inside the open transaction. Returns null when the key is new, or the id that an earlier
 * request made. Throws `key_reused` when the earlier request was another, `busy` when it is still running.
 */
export async function claimKey(tx: Transaction, keyed: Keyed, made: string): Promise<string | null> {
  await sql`select set_config('lock_timeout', '3s', true)`.execute(tx);
  const inserted = await tx
    .insertInto('idempotency_keys')
    .values({
      street: keyed.street,
      actor: keyed.actor,
      route: keyed.route,
      key: keyed.key,
      request_hash: keyed.hash,
      made,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('made')
    .executeTakeFirst();
  if (inserted) return null;
  return earlier(tx, keyed);
}

/** What an earlier request made under this key; throws `key_reused` when that request was another. */
async function earlier(tx: Transaction, keyed: Keyed): Promise<string> {
  const made = await earlierOrNull(tx, keyed);
  if (made === null) throw fail('busy', { retryAfter: 2 });
  return made;
}

/** The same, or null when no request has used this key. */
export async function earlierOrNull(tx: Transaction, keyed: Keyed): Promise<string | null> {
  const row = await tx
    .selectFrom('idempotency_keys')
    .select(['made', 'request_hash'])
    .where('street', '=', keyed.street)
    .where('actor', '=', keyed.actor)
    .where('route', '=', keyed.route)
    .where('key', '=', keyed.key)
    .executeTakeFirst();
  if (!row) return null;
  if (!row.request_hash.equals(keyed.hash)) throw fail('key_reused');
  return row.made;
}
