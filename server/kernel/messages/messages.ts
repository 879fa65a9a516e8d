/**
 * Messages to people. A text message goes out through the configured sender; the development outbox is one that keeps
 * it readable instead of sending it. Bodies are encrypted: they may hold a code or a name.
 */
import { sql } from 'kysely';
import type { Transaction } from '../database/database.ts';
import { newId } from '../database/id.ts';
import { type Cipher, maskPhone } from '../privacy/cipher.ts';

/** A text message: what providers ask for (template and parameters), and the same as one sentence. */
export interface TextMessage {
  phone: string;
  template: string;
  parameters: Readonly<Record<string, string>>;
  text: string;
}

/**
 * Takes text messages to send. `accept` runs inside the transaction that makes the message, so that a message is neither
 * lost nor sent for nothing: the development outbox keeps it as sent; a provider (Aliyun, Tencent) keeps it `queued` and
 * sends it after the commit.
 */
export interface SmsSender {
  readonly name: string;
  accept(tx: Transaction, street: string, message: TextMessage): Promise<void>;
}

export interface InAppBody {
  title: { zh: string; en: string };
  body: { zh: string; en: string };
}

/** Keeps an in-app message for a worker, inside the transaction that it tells about. */
export async function tellWorker(
  tx: Transaction,
  cipher: Cipher,
  street: string,
  worker: string,
  template: string,
  said: InAppBody,
  about?: { kind: string; id: string },
): Promise<void> {
  await tx
    .insertInto('messages')
    .values({
      street,
      id: newId(),
      channel: 'inapp',
      worker,
      template,
      body_cipher: cipher.seal(street, 'messages.body', JSON.stringify(said)),
      ref_kind: about?.kind ?? null,
      ref: about?.id ?? null,
      state: 'sent',
      sent_at: sql`now()`,
    })
    .execute();
}

/** The development outbox: every message can be read on a page instead of being sent. */
export function outboxSender(cipher: Cipher): SmsSender {
  return {
    name: 'outbox',
    async accept(tx, street, { phone, template, text }) {
      await tx
        .insertInto('messages')
        .values({
          street,
          id: newId(),
          channel: 'sms',
          phone_cipher: cipher.seal(street, 'messages.phone', phone),
          template,
          body_cipher: cipher.seal(street, 'messages.body', text),
          state: 'sent',
          sent_at: sql`now()`,
        })
        .execute();
    },
  };
}

/** The newest text messages of the development outbox, at most 50. */
export async function readOutbox(tx: Transaction, cipher: Cipher, street: string) {
  const rows = await tx
    .selectFrom('messages')
    .select(['id', 'created_at', 'phone_cipher', 'body_cipher'])
    .where('street', '=', street)
    .where('channel', '=', 'sms')
    .orderBy('created_at', 'desc')
    .limit(50)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.created_at.toISOString(),
    phoneMasked: row.phone_cipher ? maskPhone(cipher.open(street, 'messages.phone', row.phone_cipher)) : '',
    text: cipher.open(street, 'messages.body', row.body_cipher),
  }));
}
