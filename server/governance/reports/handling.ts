/** What happens to a report after it was filed: judged by the state table, written as an event, told to the reporter. */

import { trace } from '../../kernel/audit/audit.ts';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { metresBetween } from '../../kernel/divisions/geometry.ts';
import { hammingDistance } from '../../kernel/files/likeness.ts';
import type { Photo } from '../../kernel/files/photo.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { tellWorker } from '../../kernel/messages/messages.ts';
import { award } from '../points/index.ts';
import type { NewEvent } from './contract.ts';
import { nextDue, sayNext } from './deadlines.ts';
import { offered } from './detail.ts';
import { eventTitle, outcomes } from './event-words.ts';
import { fail, refusal } from './failures.ts';
import { historyOf, type ReportRecord, recordOf, ruleActor } from './record.ts';
import { rejectionByCode } from './rejections.ts';
import { type EventName, judge, type ReportEvent } from './states.ts';

export interface Step {
  report: string;
  wish: NewEvent;
  photos: readonly { id: string; photo: Photo }[];
}

/** Photos nearer than this (bits of 64) to an earlier one are the same picture again (own). */
const samePicture = 6;
/** Characters of what is said with a rating. */
const ratingNoteMost = 200;
/** A proof is near when it was taken within this of the report's place (metres; own). */
const nearMetres = 200;

/**
 * Takes one step. Throws `state_changed` when the report has moved on since the page saw `seq`, the table's refusals,
 * and what the step itself needs (`reason_needed`, `proof_needed`, `outcome_needed`, `note_needed`, `rating_needed`).
 */
export async function takeStep(kernel: Kernel, tx: Transaction, actor: Actor, step: Step): Promise<void> {
  const { wish } = step;
  if (!offered.has(wish.event)) throw fail('unknown_event');
  const event = wish.event as EventName;
  const record = await recordOf(tx, actor, step.report, 'lock');
  const seq = record.events.at(-1)?.seq ?? 0;
  if (seq !== wish.seq) throw fail('state_changed');

  const now = Temporal.Now.instant();
  const history = historyOf(record);
  const verdict = judge(history, ruleActor(actor, record), event, now);
  if ('refused' in verdict) throw refusal(verdict.refused);
  const detail = detailOf(wish, step.photos.length);

  const happened: ReportEvent = { event, actor: actor.id, at: now };
  const after = { pace: history.pace, events: [...history.events, happened] };
  const due = nextDue(after);
  const deadline = due ? new Date(due.at.epochMilliseconds) : null;
  const at = new Date(now.epochMilliseconds);
  await tx
    .insertInto('report_events')
    .values({
      street: actor.street,
      report: step.report,
      seq: seq + 1,
      event,
      actor_kind: actor.kind === 'worker' ? 'worker' : 'staff',
      actor: actor.id,
      at,
      state: verdict.to,
      deadline,
      note: wish.note?.trim() ?? '',
      detail: JSON.stringify(detail),
    })
    .execute();
  await tx
    .updateTable('reports')
    .set({ state: verdict.to, deadline, ...changesOf(event, wish, actor, at, record) })
    .where('street', '=', actor.street)
    .where('id', '=', step.report)
    .execute();
  await keepProof(tx, actor, record, seq + 1, step.photos);
  await trace(tx, actor, { action: `report.${event}`, subjectKind: 'report', subject: step.report });
  await rewardReporter(tx, actor, record, event);
  await tellReporter(kernel, tx, actor, record, event, detail, wish, due ? sayNext(due, now) : null);
}

/** What the event carries, checked. */
function detailOf(wish: NewEvent, photos: number): Record<string, unknown> {
  switch (wish.event) {
    case 'reject':
      if (!wish.reason || !rejectionByCode.has(wish.reason))
        throw fail('reason_needed', { fields: [{ path: 'reason', zh: '请选原因', en: 'choose a reason' }] });
      return { reason: wish.reason };
    case 'finish': {
      const outcome = wish.outcome ?? 'solved';
      if (!(outcome in outcomes)) throw fail('outcome_needed');
      if (outcome === 'solved' && photos === 0)
        throw fail('proof_needed', {
          fields: [{ path: 'photo', zh: '请拍处置后的照片', en: 'take a photo' }],
        });
      if (outcome !== 'solved' && !wish.note?.trim())
        throw fail('note_needed', { fields: [{ path: 'note', zh: '请写原因', en: 'say why' }] });
      return { outcome };
    }
    case 'not_solved':
    case 'reopen':
    case 'remark':
      if (!wish.note?.trim())
        throw fail('note_needed', { fields: [{ path: 'note', zh: '请写一句说明', en: 'write a sentence' }] });
      return {};
    case 'rate':
      if (!wish.rating) throw fail('rating_needed');
      if ((wish.note?.trim().length ?? 0) > ratingNoteMost)
        throw fail('note_too_long', {
          fields: [
            { path: 'note', zh: `最多${ratingNoteMost}个字`, en: `at most ${ratingNoteMost} characters` },
          ],
        });
      return { rating: wish.rating };
    default:
      return {};
  }
}

function changesOf(event: EventName, wish: NewEvent, actor: Actor, at: Date, record: ReportRecord) {
  const finish = record.events.findLast((past) => past.event === 'finish');
  switch (event) {
    case 'accept':
      return { accepted_at: at, handler: actor.id };
    case 'start':
      return { handler: actor.id };
    case 'finish':
      return { handled_at: at, handler: actor.id };
    case 'verify':
      return {
        closed_at: at,
        outcome: ((finish?.detail ?? {}) as { outcome?: string }).outcome ?? 'solved',
        solved_by_reporter: actor.kind === 'worker' ? true : null,
      };
    case 'reopen':
      return { closed_at: null, outcome: null, rating: null, rating_note: null, solved_by_reporter: false };
    case 'rate':
      return { rating: wish.rating ?? null, rating_note: wish.note?.trim() || null };
    default:
      return {};
  }
}

/** Keeps a step's photos; a proof is proven when it is another picture, taken after acceptance and near the place. */
async function keepProof(
  tx: Transaction,
  actor: Actor,
  record: ReportRecord,
  seq: number,
  photos: Step['photos'],
): Promise<void> {
  if (photos.length === 0) return;
  const { street } = actor;
  const earlier = await tx
    .selectFrom('report_photos')
    .innerJoin('photos', (join) =>
      join.onRef('photos.street', '=', 'report_photos.street').onRef('photos.id', '=', 'report_photos.photo'),
    )
    .select('photos.perceptual_hash')
    .where('report_photos.street', '=', street)
    .where('report_photos.report', '=', record.row.id)
    .execute();
  const hashes = earlier.map((row) => row.perceptual_hash);
  await tx
    .insertInto('photos')
    .values(
      photos.map(({ id, photo }) => ({
        street,
        id,
        sha256: Buffer.from(photo.sha256, 'hex'),
        perceptual_hash: photo.perceptualHash,
        width: photo.width,
        height: photo.height,
        bytes: photo.bytes,
        taken_at: photo.takenAt ? new Date(photo.takenAt) : null,
        uploaded_by: actor.id,
      })),
    )
    .execute();
  await tx
    .insertInto('report_photos')
    .values(
      photos.map(({ id, photo }, position) => ({
        street,
        report: record.row.id,
        photo: id,
        seq,
        position,
        proven: isProof(photo, record, hashes) ? 'proven' : 'not_proven',
      })),
    )
    .execute();
}

function isProof(photo: Photo, { row }: ReportRecord, earlier: readonly string[]): boolean {
  if (earlier.some((hash) => hammingDistance(hash, photo.perceptualHash) <= samePicture)) return false;
  if (!photo.takenAt || !row.accepted_at || Date.parse(photo.takenAt) < row.accepted_at.getTime())
    return false;
  if (row.lng === null || row.lat === null || !photo.takenPlace) return false;
  return metresBetween([row.lng, row.lat], [photo.takenPlace.lng, photo.takenPlace.lat]) <= nearMetres;
}

/** Points by the policy: once for an accepted report, once for a solved one. Never taken back (domain rules, section 6). */
async function rewardReporter(
  tx: Transaction,
  actor: Actor,
  { row, events }: ReportRecord,
  event: EventName,
): Promise<void> {
  if (!row.reporter) return;
  const times = row.pace === 'urgent' ? 2 : 1;
  const finish = events.findLast((past) => past.event === 'finish');
  const solved = ((finish?.detail ?? {}) as { outcome?: string }).outcome === 'solved';
  const proof = { kind: 'report', id: row.id, label: row.number } as const;
  if (event === 'accept')
    await award(tx, actor, { worker: row.reporter, rule: 'report_accepted', proof, times });
  if (event === 'verify' && solved)
    await award(tx, actor, { worker: row.reporter, rule: 'report_solved', proof, times });
}

const told: ReadonlySet<string> = new Set(['accept', 'reject', 'start', 'finish', 'verify', 'not_solved']);

async function tellReporter(
  kernel: Kernel,
  tx: Transaction,
  actor: Actor,
  { row }: ReportRecord,
  event: EventName,
  detail: Record<string, unknown>,
  wish: NewEvent,
  next: { zh: string; en: string } | null,
): Promise<void> {
  if (!row.reporter || !told.has(event) || actor.id === row.reporter) return;
  const title = eventTitle(event, detail);
  const note = wish.note?.trim();
  await tellWorker(
    tx,
    kernel.cipher,
    actor.street,
    row.reporter,
    `report.${event}`,
    {
      title: { zh: `${row.number} ${title.zh}`, en: `${row.number}: ${title.en}` },
      body: {
        zh: [note, next ? `接下来：${next.zh}。` : ''].filter(Boolean).join(' '),
        en: [note, next ? `Next: ${next.en}.` : ''].filter(Boolean).join(' '),
      },
    },
    { kind: 'report', id: row.id },
  );
}
