/** Whom a moved site or boundary touches, and moving them: history is kept, what staff set by hand stays. */
import { sql } from 'kysely';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { areaNames } from '../../kernel/divisions/areas.ts';
import type { Areas } from '../../kernel/divisions/boundaries.ts';
import type { Point } from '../../kernel/divisions/geometry.ts';
import { assign } from '../registration/index.ts';
import type { Affected } from './contract.ts';
import type { ChangeLog, ImportChange } from './import-changes.ts';
import type { KnownSite } from './site-lines.ts';
import { closeSiteTasks, openSiteTasks } from './site-tasks.ts';
import { reassign } from './worker-rows.ts';
import type { NewAssignment } from './workers.ts';

/** Where a site would belong. */
export interface SitePlacing extends NewAssignment {
  readonly site: string;
}

/** Where a site belongs by its point, claim and address; the point wins. */
export function placing(
  site: { id: string; point: Point | null; claimed: string | null; address: string | null },
  areas: Areas,
): SitePlacing {
  const { community, grid, flagged, reason, evidence } = assign(
    site.point,
    site.claimed,
    site.address,
    areas,
  );
  return { site: site.id, community, grid, flagged, reason, evidence };
}

/** Sites that the given boundaries put elsewhere than they are. */
export function movedSites(sites: Iterable<KnownSite>, areas: Areas): SitePlacing[] {
  const moved: SitePlacing[] = [];
  for (const site of sites) {
    const to = placing(site, areas);
    if (
      to.community !== site.community ||
      to.grid !== site.grid ||
      to.flagged !== site.flagged ||
      to.reason !== site.reason
    )
      moved.push(to);
  }
  return moved;
}

interface Belonging {
  worker: string;
  name: string;
  site: string;
  site_name: string;
  community: string | null;
  grid: string | null;
  flagged: boolean | null;
  reason: string | null;
}

async function belongings(tx: Transaction, street: string, sites: readonly string[]): Promise<Belonging[]> {
  if (sites.length === 0) return [];
  const { rows } = await sql<Belonging>`
    select w.id as worker, w.name, s.id as site, s.name as site_name, w.community, w.grid, a.flagged, a.reason
    from sites s join workers w on w.street = s.street and w.main_site = s.id and w.state <> 'left'
    left join assignments a on a.street = w.street and a.worker = w.id and a.until is null
    where s.street = ${street} and s.id = any(${[...sites]}::uuid[])
    order by s.name_key, w.name_sort, w.id`.execute(tx);
  return rows;
}

/** Everybody whose community or grid would change, by site and name. */
export async function affectedBy(
  tx: Transaction,
  street: string,
  placings: readonly SitePlacing[],
  names: Areas,
): Promise<Affected['affected']> {
  const to = new Map(placings.map((one) => [one.site, one]));
  const nameOf = areaNames(names);
  const named = (code: string | null) => (code ? { code, name: nameOf.get(code) ?? code } : null);
  const rows = await belongings(tx, street, [...to.keys()]);
  return rows.flatMap((row) => {
    const there = to.get(row.site)!;
    if (there.community === row.community && there.grid === row.grid) return [];
    return [
      {
        worker: row.worker,
        name: row.name,
        site: row.site_name,
        from: { community: named(row.community), grid: named(row.grid) },
        to: { community: named(there.community), grid: named(there.grid) },
        overridden: row.reason === 'staff',
      },
    ];
  });
}

/** Puts sites where they belong now and moves their people; `log` keeps what was for an undo. */
export async function moveSites(
  tx: Transaction,
  actor: Actor,
  placings: readonly SitePlacing[],
  log: ChangeLog | null,
): Promise<void> {
  const { street } = actor;
  if (placings.length === 0) return;
  await sql`
    update sites s set community = given.community, grid = given.grid, flagged = given.flagged, reason = given.reason,
      evidence = given.evidence, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(placings)}::jsonb)
      as given(site uuid, community text, grid text, flagged boolean, reason text, evidence jsonb)
    where s.street = ${street} and s.id = given.site`.execute(tx);
  const [somewhere, nowhere]: [string[], string[]] = [[], []];
  for (const { site, community } of placings) (community ? somewhere : nowhere).push(site);
  await closeSiteTasks(tx, street, somewhere, '已归到社区');
  await openSiteTasks(tx, street, nowhere);
  await movePeople(tx, actor, placings, log);
}

/** Moves everybody whose main site is one of these to where the site belongs, unless staff decided otherwise. */
export async function movePeople(
  tx: Transaction,
  actor: Actor,
  placings: readonly SitePlacing[],
  log: ChangeLog | null,
): Promise<void> {
  const to = new Map(placings.map((one) => [one.site, one]));
  const moves = (await belongings(tx, actor.street, [...to.keys()])).flatMap((row) => {
    const { site, community, grid, flagged, reason, evidence } = to.get(row.site)!;
    const same =
      row.community === community && row.grid === grid && row.reason === reason && row.flagged === flagged;
    if (same || row.reason === 'staff') return [];
    return [
      { worker: row.worker, to: { community, grid, flagged, reason, evidence: { ...evidence, site } } },
    ];
  });
  for (let at = 0; at < moves.length; at += 2000) {
    const begun = await reassign(tx, actor, moves.slice(at, at + 2000));
    await log?.keep(begun.map(({ id, before }): ImportChange => ({ changed: 'assignment', id, before })));
  }
}
