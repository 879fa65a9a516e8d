/**
 * Encryption of personal columns (AES-256-GCM) and keyed hashes for exact search. The keys live outside the database
 * (kernel/config/keys.ts), so a copy of the database alone shows no phone number (GB/T 22239, data confidentiality).
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Keys } from '../config/keys.ts';

export interface Cipher {
  /** Encrypts text for one column of one street; only the same column and street can read it again. */
  seal(street: string, column: string, text: string): Buffer;
  /** Reads what `seal` wrote. Throws when the value was changed, moved or its key is gone. */
  open(street: string, column: string, sealed: Buffer): string;
  /** HMAC-SHA-256 of a normalised phone: equal phones have equal hashes, nothing else can be learnt. */
  phoneHash(phone: string): Buffer;
  /** HMAC-SHA-256 (hex, 16 characters) of a phone's last four digits, a search token. */
  tailToken(phone: string): string;
}

/** Layout of a sealed value: 1 byte length of the key id, key id, 12 bytes nonce, 16 bytes tag, ciphertext. */
export function makeCipher(keys: Pick<Keys, 'columns' | 'phone'>): Cipher {
  const bound = (street: string, column: string) => Buffer.from(`${street}|${column}`);
  return {
    seal(street, column, text) {
      const id = keys.columns.current;
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keys.columns.byId.get(id) as Buffer, nonce);
      cipher.setAAD(bound(street, column));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([id.length]), Buffer.from(id), nonce, cipher.getAuthTag(), body]);
    },
    open(street, column, sealed) {
      const idLength = sealed[0] ?? 0;
      const id = sealed.subarray(1, 1 + idLength).toString();
      const key = keys.columns.byId.get(id);
      if (!key) throw new Error(`no column key ${id}`);
      const at = 1 + idLength;
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(at, at + 12));
      decipher.setAAD(bound(street, column));
      decipher.setAuthTag(sealed.subarray(at + 12, at + 28));
      return decipher.update(sealed.subarray(at + 28), undefined, 'utf8') + decipher.final('utf8');
    },
    phoneHash: (phone) => createHmac('sha256', keys.phone).update(phone).digest(),
    tailToken: (phone) =>
      createHmac('sha256', keys.phone)
        .update(`tail:${phone.slice(-4)}`)
        .digest('hex')
        .slice(0, 16),
  };
}

/** 199****8948: what lists show of a phone. */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/** 王** / 王*: what the public and notice boards see of a name. */
export function maskName(name: string): string {
  const [first = '', ...rest] = name;
  return first + '*'.repeat(Math.min(2, rest.length));
}
