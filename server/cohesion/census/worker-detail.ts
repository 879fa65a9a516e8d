/** One worker as staff see them: history of sites and assignments, and the two acts on a row that leave a trace. */
import { sql } from 'kysely';
import { balanceOf } from '../../governance/points/index.ts';
import { reportsBy } from '../../governance/reports/index.ts';
import { rolesOf } from '../../governance/volunteers/index.ts';
import { trace } from '../../kernel/audit/audit.ts';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { areaNames, currentAreas } from '../../kernel/divisions/areas.ts';
import type { Cipher } from '../../kernel/privacy/cipher.ts';
import { whyAssigned } from '../registration/index.ts';
import type { Override, WorkerDetail } from './contract.ts';
import { fail } from './failures.ts';
import { rowOf, workerInScope } from './ledger.ts';
import { assignWorker } from './workers.ts';

/** Opens a worker's page: a look that the worker can see. Throws `no_such_worker`. */
export async function openWorker(tx: Transaction, actor: Actor, id: string): Promise<WorkerDetail> {
  const detail = await detailOf(tx, actor, id);
  await trace(tx, actor, { action: 'worker.opened', subjectKind: 'worker', subject: id, persons: [id] });
  return detail;
}

async function detailOf(tx: Transaction, actor: Actor, id: string): Promise<WorkerDetail> {
  const row = await workerInScope(tx, actor, id);
  const names = areaNames(await currentAreas(tx, actor.street));
  const nameOf = (code: string) => names.get(code) ?? code;
  const named = (code: string | null) => (code ? { code, name: nameOf(code) } : null);
  const assignments = await assignmentsOf(tx, actor.street, id);
  const present = assignments.find((one) => one.until === null);
  return {
    ...rowOf(row, names),
    startDate: row.start_date,
    staffNumber: row.staff_number,
    shortNumber: row.short_number,
    restHours: row.rest_hours,
    note: row.note,
    registeredAt: row.registered_at?.toISOString() ?? null,
    why: whyAssigned(present?.reason ?? 'unassigned', present?.evidence, nameOf),
    roles: await rolesOf(tx, actor.street, id),
    sites: (await sitesOf(tx, actor.street, id)).map((site) => ({
      site: site.site,
      name: site.name,
      since: site.since.toISOString(),
      until: site.until?.toISOString() ?? null,
      source: site.source,
    })),
    assignments: assignments.map((one) => ({
      community: named(one.community),
      grid: named(one.grid),
      reason: one.reason,
      why: whyAssigned(one.reason, one.evidence, nameOf),
      by: one.by_kind === 'staff' ? (one.staff_name ?? '') : one.by_kind,
      since: one.since.toISOString(),
      until: one.until?.toISOString() ?? null,
    })),
    points: row.state === 'listed' ? null : await balanceOf(tx, actor.street, id),
    reports: await reportsBy(tx, actor.street, id),
  };
}

const assignmentsOf = (tx: Transaction, street: string, worker: string) =>
  tx
    .selectFrom('assignments')
    .leftJoin('staff', (join) =>
      join
        .onRef('staff.street', '=', 'assignments.street')
        .on(sql<boolean>`staff.id::text = assignments.by_actor`),
    )
    .select([
      'assignments.community',
      'grid',
      'reason',
      'evidence',
      'by_kind',
      'since',
      'until',
      'staff.name as staff_name',
    ])
    .where('assignments.street', '=', street)
    .where('worker', '=', worker)
    .orderBy('since', 'desc')
    .limit(100)
    .execute();

const sitesOf = (tx: Transaction, street: string, worker: string) =>
  tx
    .selectFrom('worker_sites')
    .innerJoin('sites', (join) =>
      join.onRef('sites.street', '=', 'worker_sites.street').onRef('sites.id', '=', 'worker_sites.site'),
    )
    .select(['worker_sites.site', 'sites.name', 'since', 'until', 'source'])
    .where('worker_sites.street', '=', street)
    .where('worker', '=', worker)
    .orderBy('since', 'desc')
    .limit(100)
    .execute();

/** The whole phone, for a purpose that is kept and shown to the worker. Throws `no_such_worker`. */
export async function revealPhone(
  tx: Transaction,
  cipher: Cipher,
  actor: Actor,
  id: string,
  purpose: string,
): Promise<string | null> {
  const row = await workerInScope(tx, actor, id);
  await trace(tx, actor, {
    action: 'worker.revealed',
    subjectKind: 'worker',
    subject: id,
    purpose,
    persons: [id],
  });
  return row.phone_cipher ? cipher.open(actor.street, 'workers.phone', row.phone_cipher) : null;
}

/** Staff set the community and grid by hand, with a reason that stays. Throws `no_such_worker`, `unknown_area`. */
export async function overrideAssignment(
  tx: Transaction,
  actor: Actor,
  id: string,
  wish: Override,
): Promise<WorkerDetail> {
  await workerInScope(tx, actor, id);
  const areas = await currentAreas(tx, actor.street);
  const grid = wish.grid === null ? null : areas.grids.find((one) => one.code === wish.grid);
  const known = areas.communities.some((one) => one.code === wish.community);
  if (!known || grid === undefined || (grid && grid.community !== wish.community)) throw fail('unknown_area');
  await assignWorker(tx, actor, id, {
    community: wish.community,
    grid: wish.grid,
    flagged: false,
    reason: 'staff',
    evidence: { note: wish.reason },
  });
  await trace(tx, actor, {
    action: 'worker.assigned',
    subjectKind: 'worker',
    subject: id,
    detail: { community: wish.community, grid: wish.grid },
  });
  // An override may move the person out of the actor's own scope; the answer still shows what was done.
  return detailOf(tx, { ...actor, wide: true }, id);
}
