/** What every feature is given: settings, database, cipher, files. Made once at start (main.ts) or by a test. */

import type { Config } from './config/config.ts';
import type { Keys } from './config/keys.ts';
import type { Actor, Db, Transaction } from './database/database.ts';
import type { Routes } from './http/app.ts';
import type { Chore } from './jobs/jobs.ts';
import type { SmsSender } from './messages/messages.ts';
import type { Cipher } from './privacy/cipher.ts';

/** A ready-made sign-in of the demo, printed at start and offered on the sign-in page. */
export interface DemoSignIn {
  role: { zh: string; en: string };
  login: string;
  password: string;
  totpSecret: string;
}

export interface Kernel {
  readonly config: Config;
  readonly keys: Keys;
  readonly db: Db;
  readonly cipher: Cipher;
  readonly sms: SmsSender;
  /** Folder of stored photos. */
  readonly filesDir: string;
  /** Printed at start; lets another machine than this one do the first run. */
  readonly setupCode: string;
  /** Ready-made sign-ins; empty unless this is the demo. */
  readonly demoSignIns: readonly DemoSignIn[];
  /** Takes the log's lines instead of standard output. */
  readonly logTo?: { write(line: string): void };
  /** Filled by the features: what a new street starts with (categories, points policy, …). */
  readonly streetOpeners: ((tx: Transaction, actor: Actor) => Promise<void>)[];
}

/** A feature: its routes, and what it puts into a new street. */
export interface Feature {
  readonly name: string;
  readonly routes: Routes;
  readonly openStreet?: (tx: Transaction, actor: Actor) => Promise<void>;
  /** what is put in order once an hour */
  readonly chores?: readonly Chore[];
}
