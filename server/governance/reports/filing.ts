/**
 * Filing a report: routed to its grid, numbered, written with its first event and photos in one round trip, once per
 * Idempotency-Key (architecture.md, “Row-level security costs nothing when the request is one round trip”).
 */
import type { Entry } from '../../kernel/database/database.ts';
import { newId } from '../../kernel/database/id.ts';
import { rawQuery } from '../../kernel/database/query.ts';
import { areaNames, recentAreas } from '../../kernel/divisions/areas.ts';
import type { Photo } from '../../kernel/files/photo.ts';
import { keepPhoto } from '../../kernel/files/store.ts';
import { earlierOrNull } from '../../kernel/http/idempotency.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { type Category, recentCategories } from './categories-store.ts';
import type { NewReport, ReportFiled } from './contract.ts';
import { nextDue, sayNext } from './deadlines.ts';
import { fail } from './failures.ts';
import { route } from './place.ts';
import type { History } from './states.ts';

export interface Filing {
  entry: Entry & { as: 'session' };
  key: string;
  requestHash: Buffer;
  report: NewReport;
  photos: readonly Photo[];
}

export interface FilingOutcome {
  replayed: boolean;
  filed: ReportFiled;
}

/** Checks what needs no photo work yet. Throws `unknown_category`. */
export async function categoryOf(kernel: Kernel, street: string, code: string): Promise<Category> {
  const categories = await recentCategories(kernel.db, street);
  const category = categories.get(code);
  // A parent is a heading: only its children can be reported.
  if (!category || [...categories.values()].some((other) => other.parent === code))
    throw fail('unknown_category');
  return category;
}

/** Files the report. Throws `photo_needed`, `place_needed`, `outside_street`, `key_reused` and the entry's refusals. */
export async function file(
  kernel: Kernel,
  nextNumber: (street: string, now: Temporal.Instant) => Promise<string>,
  filing: Filing,
): Promise<FilingOutcome> {
  const { report, photos, entry } = filing;
  const { street } = entry;
  const category = await categoryOf(kernel, street, report.category);
  if (category.photoRequired && photos.length === 0)
    throw fail('photo_needed', { fields: [{ path: 'photo', zh: '请拍照', en: 'take a photo' }] });
  const areas = await recentAreas(kernel.db, street);
  const { community, grid } = route(report, areas);

  const now = Temporal.Now.instant();
  const history: History = { pace: category.pace, events: [{ event: 'submit', actor: null, at: now }] };
  const due = nextDue(history);
  const id = newId();
  const number = await nextNumber(street, now);
  const kept = await Promise.all(
    photos.map(async (photo) => ({ id: newId(), photo, stored: await keepPhoto(kernel.filesDir, photo) })),
  );
  const deadline = due ? new Date(due.at.epochMilliseconds) : null;
  const at = new Date(now.epochMilliseconds);

  const { results } = await kernel.db.batch(entry, [
    rawQuery<{ made: string }>(insertReport, [
      street,
      filing.key,
      filing.requestHash,
      id,
      number,
      report.showName ?? false,
      category.code,
      category.pace,
      (report.body ?? '').trim(),
      (report.placeNote ?? '').trim(),
      report.point?.lng ?? null,
      report.point?.lat ?? null,
      report.placeSource,
      report.takenAt ?? null,
      community,
      grid,
      deadline,
      at,
      kept[0]?.id ?? null,
      kept.length,
    ]),
    ...(kept.length > 0
      ? [rawQuery<never>(insertPhotos, [street, id, JSON.stringify(kept.map(photoRow))])]
      : []),
  ]);
  if (results[0]?.rows.length === 0) return replay(kernel, filing);
  const names = areaNames(areas);
  const named = (code: string | null) => (code ? { code, name: names.get(code) ?? code } : null);
  return {
    replayed: false,
    filed: {
      id,
      number,
      state: 'submitted',
      community: named(community),
      grid: named(grid),
      deadline: deadline?.toISOString() ?? null,
      next: due ? sayNext(due, now) : { zh: '', en: '' },
    },
  };
}

type Kept = { id: string; photo: Photo };

const photoRow = ({ id, photo }: Kept, position: number) => ({
  id,
  position,
  sha256: photo.sha256,
  perceptual_hash: photo.perceptualHash,
  width: photo.width,
  height: photo.height,
  bytes: photo.bytes,
});

const insertReport = `
with claimed as (
  insert into idempotency_keys (street, actor, route, key, request_hash, made)
  values ($1, current_setting('app.actor'), 'reports', $2, $3, $4)
  on conflict do nothing returning made
), filed as (
  insert into reports (street, id, number, reporter, show_name, category, pace, body, place_note, lng, lat, place_source,
    taken_at, community, grid, state, deadline, submitted_at, photo, photo_count)
  select $1, $4, $5, current_setting('app.actor')::uuid, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'submitted',
    $17, $18, $19, $20 from claimed
  returning id
), begun as (
  insert into report_events (street, report, seq, event, actor_kind, actor, at, state, deadline)
  select $1, id, 1, 'submit', 'worker', current_setting('app.actor')::uuid, $18, 'submitted', $17 from filed
)
select made from claimed`;

// Only where the report was just made: a repeat of the key brings no photo twice.
const insertPhotos = `
with given as (
  select photo.* from reports, jsonb_to_recordset($3::jsonb)
    as photo(id uuid, position int, sha256 text, perceptual_hash text, width int, height int, bytes int)
  where reports.street = $1 and reports.id = $2
), kept as (
  insert into photos (street, id, sha256, perceptual_hash, width, height, bytes, uploaded_by)
  select $1, id, decode(sha256, 'hex'), perceptual_hash, width, height, bytes, current_setting('app.actor') from given
)
insert into report_photos (street, report, photo, seq, position) select $1, $2, id, 1, position from given`;

/** The report that an earlier request with this key made. Throws `key_reused` when that request was another. */
export async function replay(
  kernel: Kernel,
  filing: Pick<Filing, 'entry' | 'key' | 'requestHash'>,
): Promise<FilingOutcome> {
  const found = await filedUnder(kernel, filing);
  if (!found) throw fail('no_such_report');
  return { replayed: true, filed: found };
}

/** What was filed under a key, or null when nothing was. */
export async function filedUnder(
  kernel: Kernel,
  filing: Pick<Filing, 'entry' | 'key' | 'requestHash'>,
): Promise<ReportFiled | null> {
  const { street } = filing.entry;
  const areas = await recentAreas(kernel.db, street);
  return kernel.db.transaction(filing.entry, async (tx, actor) => {
    const made = await earlierOrNull(tx, {
      street,
      actor: actor.id,
      route: 'reports',
      key: filing.key,
      hash: filing.requestHash,
    });
    if (made === null) return null;
    const row = await tx
      .selectFrom('reports')
      .select(['id', 'number', 'state', 'community', 'grid', 'deadline'])
      .where('street', '=', street)
      .where('id', '=', made)
      .executeTakeFirstOrThrow();
    const names = areaNames(areas);
    const named = (code: string | null) => (code ? { code, name: names.get(code) ?? code } : null);
    return {
      id: row.id,
      number: row.number,
      state: row.state as ReportFiled['state'],
      community: named(row.community),
      grid: named(row.grid),
      deadline: row.deadline?.toISOString() ?? null,
      next: { zh: '已收到，可在“我的上报”里看进展。', en: 'Received: follow it under “My reports”.' },
    };
  });
}
