/** The installation behind the import command: the ledger to compare with, or the one to write into. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { addStreetOpeners } from '../../app.ts';
import type { Config } from '../../kernel/config/config.ts';
import { type Keys, readKeys } from '../../kernel/config/keys.ts';
import { refusal } from '../../kernel/config/refusal.ts';
import type { Db } from '../../kernel/database/database.ts';
import { openExisting, openRunning } from '../../kernel/database/existing.ts';
import { lockDataDir } from '../../kernel/database/lock.ts';
import { openDatabase } from '../../kernel/database/open.ts';
import { query } from '../../kernel/database/query.ts';
import { currentAreas } from '../../kernel/divisions/areas.ts';
import { subdistrict } from '../../kernel/divisions/divisions.ts';
import { openStreet } from '../../kernel/identity/accounts.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { outboxSender } from '../../kernel/messages/messages.ts';
import { makeCipher } from '../../kernel/privacy/cipher.ts';
import { emptyLedger, type Ledger } from './comparison.ts';
import { ledgerOf } from './ledger-persons.ts';
import type { PreviewOptions } from './roster-preview.ts';
import { sitesByKey } from './site-lines.ts';

/** What a preview compares with. */
export interface Compared {
  readonly ledger: Ledger;
  readonly options: Pick<PreviewOptions, 'areas' | 'communities' | 'siteNames'>;
}

/**
 * Runs `use` with the ledger of the street (the only one unless named), or with an empty one where there is no database
 * or no such street. Neither makes nor changes anything.
 */
export async function withLedger<Result>(
  config: Config,
  wanted: string | null,
  use: (compared: Compared) => Promise<Result>,
): Promise<Result> {
  const existing = await openExisting(config);
  if (!existing) return use({ ledger: emptyLedger, options: {} });
  try {
    const { db, keys } = existing;
    const streets = await streetsOf(db);
    const street = wanted ?? (streets.length === 1 ? streets[0] : undefined);
    if (!street || !streets.includes(street)) return await use({ ledger: emptyLedger, options: {} });
    const cipher = makeCipher(keys);
    const options = await db.transaction({ as: 'system', street }, async (tx) => {
      const areas = await currentAreas(tx, street);
      const sites = await sitesByKey(tx, cipher, street);
      return {
        areas,
        communities: areas.communities.map(({ code, name }) => ({ code, name })),
        siteNames: [...sites.values()].map(({ name }) => name),
      };
    });
    return await use({ ledger: ledgerOf(db, cipher, street), options });
  } finally {
    await existing.close();
  }
}

/** Runs `use` with the installation and the street to import into, which is opened when it is not yet. */
export async function withInstallation<Result>(
  config: Config,
  wanted: string | null,
  use: (kernel: Kernel, street: string) => Promise<Result>,
): Promise<Result> {
  // Nothing is made for a street that is not named or does not exist.
  const mayBeKnown = wanted === null && (readKeys(config.dataDir) !== null || config.databaseUrl !== null);
  if (!mayBeKnown && !(wanted && (await subdistrict(wanted)))) throw whichStreet(wanted);
  const { db, keys, close } = await openForWriting(config);
  try {
    const kernel = kernelOver(config, db, keys);
    const streets = await streetsOf(db);
    const street = wanted ?? (streets.length === 1 ? streets[0] : undefined);
    if (!street) throw whichStreet(wanted);
    if (!streets.includes(street)) await openStreet(kernel, street);
    return await use(kernel, street);
  } finally {
    await close();
  }
}

async function openForWriting(config: Config): Promise<{ db: Db; keys: Keys; close(): Promise<void> }> {
  const running = config.databaseUrl ? null : openRunning(config);
  if (running && (await answers(running.db))) return running;
  await running?.close();
  mkdirSync(join(config.dataDir, 'files'), { recursive: true, mode: 0o700 });
  const unlock = config.databaseUrl ? () => {} : lockDataDir(config.dataDir);
  try {
    const { db, keys, close } = await openDatabase(config);
    return {
      db,
      keys,
      async close() {
        await close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** A postmaster.pid may be left from a process that was killed. */
const answers = (db: Db): Promise<boolean> =>
  streetsOf(db).then(
    () => true,
    () => false,
  );

async function streetsOf(db: Db): Promise<string[]> {
  const streets = query.selectFrom('streets').select('street').orderBy('street').compile();
  const { results } = await db.batch({ as: 'public', street: '' }, [streets]);
  return results[0].rows.map(({ street }) => street);
}

function kernelOver(config: Config, db: Db, keys: Keys): Kernel {
  const cipher = makeCipher(keys);
  const kernel: Kernel = {
    config,
    keys,
    db,
    cipher,
    sms: outboxSender(cipher),
    filesDir: join(config.dataDir, 'files'),
    setupCode: '',
    demoSignIns: [],
    streetOpeners: [],
  };
  addStreetOpeners(kernel);
  return kernel;
}

function whichStreet(wanted: string | null) {
  return wanted
    ? refusal(
        'no_such_street',
        `没有编码为 ${wanted} 的街道，请核对 9 位编码。`,
        `There is no subdistrict ${wanted}: check its 9-digit code.`,
      )
    : refusal(
        'which_street',
        '请用 --street 指明导入哪个街道，例如 --street 140213066。',
        'Say with --street which subdistrict to import into, such as --street 140213066.',
      );
}
