/** One report as its page shows it: steps with times, photos, what happens next, what this person may do now. */

import { nameOfWorker } from '../../cohesion/census/index.ts';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { areaNames, recentAreas } from '../../kernel/divisions/areas.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { earnedWith } from '../points/index.ts';
import { recentCategories } from './categories-store.ts';
import type { ReportDetail, ReportState } from './contract.ts';
import { nextDue, sayNext } from './deadlines.ts';
import { byWhom, eventTitle } from './event-words.ts';
import { rowOf } from './list.ts';
import { historyOf, recordOf, ruleActor } from './record.ts';
import { allowedEvents } from './states.ts';

/** Events that the pages of this release offer. */
export const offered = new Set([
  'accept',
  'start',
  'finish',
  'verify',
  'not_solved',
  'reject',
  'withdraw',
  'reopen',
  'remark',
  'rate',
]);

/** Throws `no_such_report` when it is not the actor's to see. */
export async function reportDetail(
  kernel: Kernel,
  tx: Transaction,
  actor: Actor,
  id: string,
): Promise<ReportDetail> {
  const record = await recordOf(tx, actor, id, 'read');
  const { row, events } = record;
  const { street } = actor;
  const [areas, categories] = await Promise.all([
    recentAreas(kernel.db, street),
    recentCategories(kernel.db, street),
  ]);
  const photos = await photosOf(tx, street, id);
  const staff = await namesOfStaff(
    tx,
    street,
    [...events.map((event) => event.actor), row.handler].filter((one) => one !== null),
  );
  const history = historyOf(record);
  const now = Temporal.Now.instant();
  const due = nextDue(history);
  const isMine = actor.kind === 'worker';
  const listed = rowOf(
    { ...row, handler_name: row.handler ? (staff.get(row.handler) ?? null) : null },
    areaNames(areas),
    categories,
  );
  return {
    ...listed,
    placeSource: row.place_source as ReportDetail['placeSource'],
    takenAt: row.taken_at?.toISOString() ?? null,
    reporter:
      row.reporter && (isMine || row.show_name)
        ? { name: (await nameOfWorker(tx, street, row.reporter)) ?? '' }
        : null,
    isMine,
    events: events.map((event) => ({
      seq: event.seq,
      event: event.event,
      title: eventTitle(event.event, (event.detail ?? {}) as Record<string, unknown>),
      by: byWhom(event, row.reporter, staff, isMine),
      at: event.at.toISOString(),
      note: event.note,
      state: event.state as ReportState,
      deadline: event.deadline?.toISOString() ?? null,
      photos: photos.filter((photo) => photo.seq === event.seq).map((photo) => photo.id),
      detail: (event.detail ?? {}) as Record<string, unknown>,
    })),
    photos,
    next: due ? sayNext(due, now) : null,
    allowed: allowedEvents(history, ruleActor(actor, record), now).filter((event) => offered.has(event)),
    closingCondition: categories.get(row.category)?.closingCondition ?? '',
    outcome: row.outcome,
    rating: row.rating,
    points: isMine ? await earnedWith(tx, street, actor.id, 'report', id) : 0,
  };
}

const photosOf = (tx: Transaction, street: string, report: string) =>
  tx
    .selectFrom('report_photos')
    .innerJoin('photos', (join) =>
      join.onRef('photos.street', '=', 'report_photos.street').onRef('photos.id', '=', 'report_photos.photo'),
    )
    .select(['photos.id', 'photos.width', 'photos.height', 'report_photos.seq', 'report_photos.proven'])
    .where('report_photos.street', '=', street)
    .where('report_photos.report', '=', report)
    .orderBy('report_photos.seq')
    .orderBy('report_photos.position')
    .execute();

async function namesOfStaff(
  tx: Transaction,
  street: string,
  ids: string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('street', '=', street)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
