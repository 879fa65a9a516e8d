// What the demo must know of itself at a later start: made before anything else, kept private beside its data.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstPassword } from '../kernel/identity/passwords.ts';
import { newTotpSecret } from '../kernel/identity/totp.ts';
import type { DemoSignIn } from '../kernel/kernel.ts';
import { demoStaff } from './staff.ts';

export interface DemoRecord {
  readonly street: string;
  readonly signIns: readonly DemoSignIn[];
  /** one for each demo report, so that a broken-off first start files none of them twice */
  readonly reportKeys: readonly string[];
  /** everything is loaded */
  readonly done: boolean;
  /** a rider who has registered, and a site whose link registers new ones */
  readonly rider: { name: string; phone: string } | null;
  readonly site: { id: string; name: string } | null;
}

const pathOf = (dataDir: string) => join(dataDir, 'demo.json');

/** The record of an earlier start, or null. */
export function readDemo(dataDir: string): DemoRecord | null {
  try {
    return JSON.parse(readFileSync(pathOf(dataDir), 'utf8')) as DemoRecord;
  } catch {
    return null;
  }
}

/** Keeps the record (mode 600), whole or not at all. */
export function keepDemo(dataDir: string, record: DemoRecord): void {
  const path = pathOf(dataDir);
  writeFileSync(`${path}.new`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** A record with passwords and second factors of this installation's own. */
export function newDemo(street: string, reportKeys: readonly string[]): DemoRecord {
  return {
    street,
    signIns: demoStaff.map(({ role, login }) => ({
      role,
      login,
      password: firstPassword(),
      totpSecret: newTotpSecret(),
    })),
    reportKeys,
    done: false,
    rider: null,
    site: null,
  };
}
