/** Who may see a photo: whoever may see the report it belongs to. */
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { fail } from './failures.ts';
import { relationsOf } from './record.ts';

/** SHA-256 (hex) under which the photo is stored. Throws `no_such_photo`. */
export async function visiblePhoto(tx: Transaction, actor: Actor, id: string): Promise<string> {
  const row = await tx
    .selectFrom('photos')
    .innerJoin('report_photos', (join) =>
      join.onRef('report_photos.street', '=', 'photos.street').onRef('report_photos.photo', '=', 'photos.id'),
    )
    .innerJoin('reports', (join) =>
      join
        .onRef('reports.street', '=', 'report_photos.street')
        .onRef('reports.id', '=', 'report_photos.report'),
    )
    .select(['photos.sha256', 'reports.reporter', 'reports.community', 'reports.grid', 'reports.handler'])
    .where('photos.street', '=', actor.street)
    .where('photos.id', '=', id)
    .executeTakeFirst();
  if (!row || relationsOf(actor, row).length === 0) throw fail('no_such_photo');
  return row.sha256.toString('hex');
}

/** Number of a report of the same person, of the last 24 hours, that already shows one of these very pictures; or null. */
export async function sentAlready(
  tx: Transaction,
  actor: Actor,
  hashes: readonly string[],
): Promise<string | null> {
  const row = await tx
    .selectFrom('reports')
    .innerJoin('report_photos', (join) =>
      join
        .onRef('report_photos.street', '=', 'reports.street')
        .onRef('report_photos.report', '=', 'reports.id')
        .on('report_photos.seq', '=', 1),
    )
    .innerJoin('photos', (join) =>
      join.onRef('photos.street', '=', 'report_photos.street').onRef('photos.id', '=', 'report_photos.photo'),
    )
    .select('reports.number')
    .where('reports.street', '=', actor.street)
    .where('reports.reporter', '=', actor.id)
    .where('reports.submitted_at', '>', new Date(Date.now() - 24 * 3600_000))
    .where('reports.state', '<>', 'withdrawn')
    .where('photos.perceptual_hash', 'in', [...hashes])
    .executeTakeFirst();
  return row?.number ?? null;
}
