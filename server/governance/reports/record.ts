/** A report with everything that happened to it, as the rules and the pages need it. */
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import type { Pace } from './contract.ts';
import { fail } from './failures.ts';
import type { EventName, History, Relation, Actor as RuleActor } from './states.ts';

/** The report and its events when the actor may see it. Throws `no_such_report`. `lock` holds it till the transaction ends. */
export async function recordOf(tx: Transaction, actor: Actor, id: string, lock: 'lock' | 'read') {
  const row = await tx
    .selectFrom('reports')
    .selectAll()
    .where('street', '=', actor.street)
    .where('id', '=', id)
    .$if(lock === 'lock', (q) => q.forUpdate())
    .executeTakeFirst();
  if (!row || relationsOf(actor, row).length === 0) throw fail('no_such_report');
  const events = await tx
    .selectFrom('report_events')
    .selectAll()
    .where('street', '=', actor.street)
    .where('report', '=', id)
    .orderBy('seq')
    .limit(500)
    .execute();
  return { row, events };
}

export type ReportRecord = Awaited<ReturnType<typeof recordOf>>;

/** What the actor is to the report; nothing means they may not see it. */
export function relationsOf(
  actor: Actor,
  row: { reporter: string | null; community: string | null; grid: string | null; handler: string | null },
): Relation[] {
  if (actor.kind === 'worker') return row.reporter === actor.id ? ['reporter'] : [];
  const relations: Relation[] = [];
  const ofCommunity = row.community !== null && actor.communities.includes(row.community);
  if (row.grid !== null && actor.grids.includes(row.grid)) relations.push('grid_worker');
  if (ofCommunity) relations.push('community_worker');
  if (actor.roles.includes('dispatcher')) relations.push('dispatcher');
  // Without a grid the community's workers stand in for its grid worker, without a community the dispatcher.
  if (row.grid === null && (ofCommunity || (row.community === null && actor.roles.includes('dispatcher'))))
    relations.push('grid_worker');
  if (row.handler === actor.id) relations.push('handler');
  return relations;
}

/** The history as the state table reads it. */
export function historyOf(record: ReportRecord): History {
  return {
    pace: record.row.pace as Pace,
    events: record.events.map((event) => ({
      event: event.event as EventName,
      actor: event.actor,
      at: Temporal.Instant.fromEpochMilliseconds(event.at.getTime()),
      ...((event.detail as { handler?: string; extraMinutes?: number } | null) ?? {}),
    })),
  };
}

/** The actor as the state table judges it. */
export function ruleActor(actor: Actor, record: ReportRecord): RuleActor {
  return { id: actor.id, relations: relationsOf(actor, record.row) };
}
