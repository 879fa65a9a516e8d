/** The communities and grids of a street as they stand now, with their boundaries (WGS84). */
import type { MultiPolygon } from 'geojson';
import type { Db, Transaction } from '../database/database.ts';
import type { Areas } from './boundaries.ts';
import { type Area, boxOf } from './geometry.ts';

/** Reads the present areas of a street; a community without a boundary has neither area nor box. */
export async function currentAreas(tx: Transaction, street: string): Promise<Areas> {
  const rows = await tx
    .selectFrom('areas')
    .select(['code', 'level', 'community', 'name', 'geometry'])
    .where('street', '=', street)
    .where('until', 'is', null)
    .orderBy('code')
    .execute();
  const shaped = rows.map((row) => {
    const area = row.geometry
      ? ((row.geometry as unknown as MultiPolygon).coordinates as unknown as Area)
      : null;
    return { ...row, area, box: area ? boxOf(area) : null };
  });
  return {
    communities: shaped
      .filter((row) => row.level === 'community')
      .map(({ code, name, area, box }) => ({ code, name, area, box })),
    grids: shaped.flatMap(({ level, code, name, community, area, box }) =>
      level === 'grid' && area && box ? [{ code, name, community, area, box }] : [],
    ),
  };
}

const keptMilliseconds = 10_000;
const kept = new WeakMap<Db, Map<string, { areas: Promise<Areas>; at: number }>>();

/** The present areas of a street, read anew at most every ten seconds: for what must be fast rather than the newest. */
export function recentAreas(db: Db, street: string): Promise<Areas> {
  const streets = kept.get(db) ?? new Map();
  kept.set(db, streets);
  const found = streets.get(street);
  if (found && Date.now() - found.at < keptMilliseconds) return found.areas;
  const areas = db.transaction({ as: 'public', street }, (tx) => currentAreas(tx, street));
  streets.set(street, { areas, at: Date.now() });
  areas.catch(() => streets.delete(street));
  return areas;
}

/** After a boundary was changed in this process. */
export function forgetAreas(db: Db, street: string): void {
  kept.get(db)?.delete(street);
}

/** The name of each community and grid by its code. */
export function areaNames(areas: Areas): ReadonlyMap<string, string> {
  return new Map([...areas.communities, ...areas.grids].map(({ code, name }) => [code, name]));
}
