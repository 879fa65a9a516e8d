/** What the rider app shows of oneself: where I belong and why, who my grid worker is, what waits. */

import { balanceOf } from '../../governance/points/index.ts';
import { openReportsOf } from '../../governance/reports/index.ts';
import { rolesOf } from '../../governance/volunteers/index.ts';
import type { Transaction } from '../../kernel/database/database.ts';
import { areaNames, currentAreas } from '../../kernel/divisions/areas.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Belonging, MyCard } from './contract.ts';
import * as store from './store.ts';
import { whyAssigned } from './why.ts';

/** One's own card. */
export async function myCard(
  kernel: Kernel,
  tx: Transaction,
  street: string,
  worker: string,
): Promise<MyCard> {
  const row = await store.myRow(tx, street, worker);
  return {
    id: row.id,
    name: row.name,
    nickname: row.nickname,
    phoneMasked: row.phone_masked ?? '',
    site: row.site && row.site_name ? { id: row.site, name: row.site_name } : null,
    belonging: await belongingOf(kernel, tx, street, row),
    vehicle: row.vehicle,
    restHours: row.rest_hours,
    roles: (await rolesOf(tx, street, worker)).map(({ code, name, state }) => ({ code, name, state })),
    consents: (await store.consentsOf(tx, street, worker)).map((consent) => ({
      kind: consent.kind,
      version: consent.version,
      givenAt: consent.given_at.toISOString(),
    })),
    points: await balanceOf(tx, street, worker),
    openReports: await openReportsOf(tx, street, worker),
    unread: await store.unreadOf(tx, street, worker),
  };
}

type Row = Awaited<ReturnType<typeof store.myRow>>;

async function belongingOf(kernel: Kernel, tx: Transaction, street: string, row: Row): Promise<Belonging> {
  const names = areaNames(await currentAreas(tx, street));
  const named = (code: string | null) => (code ? { code, name: names.get(code) ?? code } : null);
  const gridWorkers = row.grid ? await store.gridWorkersOf(tx, street, row.grid) : [];
  return {
    community: named(row.community),
    grid: named(row.grid),
    flagged: row.assignment_flagged,
    reason: row.reason ?? 'unassigned',
    why: whyAssigned(row.reason ?? 'unassigned', row.evidence, (code) => names.get(code) ?? code),
    gridWorkers: gridWorkers.map((person) => ({
      name: person.name,
      phone: person.phone_cipher ? kernel.cipher.open(street, 'staff.phone', person.phone_cipher) : null,
    })),
  };
}

/** Where a worker belongs, for the answer to the registration. */
export async function belonging(
  kernel: Kernel,
  tx: Transaction,
  street: string,
  worker: string,
): Promise<Belonging> {
  return belongingOf(kernel, tx, street, await store.myRow(tx, street, worker));
}
