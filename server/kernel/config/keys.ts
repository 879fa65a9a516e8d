// The secrets of one installation, made at the first start and kept outside the database, so that a copy of
// the database alone shows no phone number. Losing this file loses what it encrypts: it is part of a backup.
import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { refusal } from './refusal.ts';

/** The installation's secrets, ready to use. */
export type Keys = {
  /** HMAC-SHA-256 key under which phone and identity numbers are looked up (32 bytes). */
  readonly phone: Buffer;
  /** AES-256-GCM keys of encrypted columns: new values use `current`, old ones name theirs. */
  readonly columns: { readonly current: string; readonly byId: ReadonlyMap<string, Buffer> };
  /** Pepper of session tokens, codes and passwords (32 bytes). */
  readonly pepper: Buffer;
  /** Ed25519 key that signs certificates of service. */
  readonly certificate: KeyObject;
  /** Password of the database role nuanxin_app. */
  readonly appPassword: string;
};

type KeysFile = {
  version: 1;
  phone: string;
  columns: { current: string; byId: Record<string, string> };
  pepper: string;
  certificate: string;
  appPassword: string;
};

/** Path of the key file inside the data directory. */
export function keysPath(dataDir: string): string {
  return join(dataDir, 'keys.json');
}

/** Reads the keys; null when there is no key file. Throws a refusal (`keys_unreadable`) for a damaged one. */
export function readKeys(dataDir: string): Keys | null {
  let text: string;
  try {
    text = readFileSync(keysPath(dataDir), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw unreadable(dataDir);
  }
  try {
    return parse(JSON.parse(text) as KeysFile);
  } catch {
    throw unreadable(dataDir);
  }
}

/**
 * Makes and keeps new keys (mode 600, complete on disk before it gets its name). When another process was
 * first, its keys are returned.
 */
export function createKeys(dataDir: string): Keys {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = keysPath(dataDir);
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, `${JSON.stringify(fresh(), null, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(draft, path);
    syncDirectory(dataDir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  const keys = readKeys(dataDir);
  if (!keys) throw unreadable(dataDir);
  return keys;
}

/** What to say when a database with content is met without its keys: new keys could not read it. */
export function keysMissing(dataDir: string) {
  const path = keysPath(dataDir);
  return refusal(
    'keys_missing',
    `数据库里已有内容，但找不到密钥文件 ${path}：请从备份恢复该文件后再启动（没有它，加密的手机号无法读出）。`,
    `The database has content but its key file ${path} is missing: restore the file from a backup, then start again (encrypted phone numbers can't be read without it).`,
  );
}

function fresh(): KeysFile {
  const id = `k${new Date().toISOString().slice(0, 10).replaceAll('-', '')}`;
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    version: 1,
    phone: secret(),
    columns: { current: id, byId: { [id]: secret() } },
    pepper: secret(),
    certificate: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    appPassword: randomBytes(24).toString('base64url'),
  };
}

function secret(): string {
  return randomBytes(32).toString('base64');
}

function parse(file: KeysFile): Keys {
  const byId = new Map(Object.entries(file.columns.byId).map(([id, key]) => [id, thirtyTwo(key)]));
  if (file.version !== 1 || !byId.has(file.columns.current) || !file.appPassword) throw new Error('not keys');
  return {
    phone: thirtyTwo(file.phone),
    columns: { current: file.columns.current, byId },
    pepper: thirtyTwo(file.pepper),
    certificate: createPrivateKey(file.certificate),
    appPassword: file.appPassword,
  };
}

function thirtyTwo(text: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length !== 32) throw new Error('a key of another length');
  return key;
}

function unreadable(dataDir: string) {
  const path = keysPath(dataDir);
  return refusal(
    'keys_unreadable',
    `密钥文件 ${path} 无法读取或已损坏：请检查文件权限，或从备份恢复。`,
    `The key file ${path} can't be read or is damaged: check its permissions or restore it from a backup.`,
  );
}

function syncDirectory(path: string): void {
  if (process.platform === 'win32') return;
  const directory = openSync(path, 'r');
  fsyncSync(directory);
  closeSync(directory);
}
