/** Passwords: argon2id with a pepper kept outside the database; weak ones are refused. */
import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's minimum for argon2id: 19 MiB, two passes. */
const cost = { memoryCost: 19456, timeCost: 2, parallelism: 1 };

/** The string to store for a password. */
export function hashPassword(password: string, pepper: Buffer): Promise<string> {
  return hash(password.normalize('NFKC'), { ...cost, secret: pepper });
}

/** Whether the password is the one that was stored. */
export function passwordMatches(stored: string, password: string, pepper: Buffer): Promise<boolean> {
  return verify(stored, password.normalize('NFKC'), { secret: pepper });
}

let nobodys: Promise<string> | undefined;

/** A stored password that is nobody's: verifying against it takes as long as against a real one. */
export function nobody(pepper: Buffer): Promise<string> {
  nobodys ??= hashPassword('nobody has this password', pepper);
  return nobodys;
}

const common = [
  'password',
  '12345678',
  'qwerty',
  'admin',
  'nuanxin',
  'woaini',
  'abc123',
  '11111111',
  '88888888',
  '66666666',
];

/** Whether a new password is refused: short, the login, one character over and over, a run, or a common one with little added. */
export function isWeak(password: string, login: string): boolean {
  const plain = password.toLowerCase();
  if (password.length < 10) return true;
  if (plain.includes(login) && login.length >= 4 && password.length < login.length + 6) return true;
  if (new Set(plain).size < 5) return true;
  if (/^1[3-9]\d{9}$/.test(password) || /^\d+$/.test(password)) return true;
  return common.some((word) => plain.includes(word) && password.length < word.length + 6);
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A first password to read out or write down: four groups of four, about 79 bits, no look-alikes. */
export function firstPassword(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
