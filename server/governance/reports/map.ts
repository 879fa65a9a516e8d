/** Sites and open reports of a scope as GeoJSON points (WGS84), for the map of the console. */
import { sql } from 'kysely';
import { sitePoints } from '../../cohesion/census/index.ts';
import type { Entry } from '../../kernel/database/database.ts';
import { query } from '../../kernel/database/query.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { recentCategories } from './categories-store.ts';
import type { MapLayers } from './contract.ts';

/** At most 2,000 open reports, the newest. */
export async function mapLayers(kernel: Kernel, entry: Entry): Promise<MapLayers> {
  const categories = await recentCategories(kernel.db, entry.street);
  const { results } = await kernel.db.batch(entry, [
    sitePoints(entry.street),
    query
      .selectFrom('reports')
      .select(['id', 'number', 'state', 'category', 'lng', 'lat', 'deadline'])
      .where('street', '=', entry.street)
      .where('state', 'in', ['submitted', 'accepted', 'dispatched', 'handling', 'handled'])
      .where('lng', 'is not', null)
      .where(sql<boolean>`in_scope(community, grid)`)
      .orderBy('id', 'desc')
      .limit(2000)
      .compile(),
  ]);
  const point = (lng: number | null, lat: number | null) => ({
    type: 'Point' as const,
    coordinates: [lng ?? 0, lat ?? 0],
  });
  return {
    sites: {
      type: 'FeatureCollection',
      features: results[0].rows.map((site) => ({
        type: 'Feature',
        geometry: point(site.lng, site.lat),
        properties: {
          id: site.id,
          name: site.name,
          kind: site.kind,
          workers: site.workers,
          flagged: site.flagged,
        },
      })),
    },
    reports: {
      type: 'FeatureCollection',
      features: results[1].rows.map((report) => ({
        type: 'Feature',
        geometry: point(report.lng, report.lat),
        properties: {
          id: report.id,
          number: report.number,
          state: report.state,
          overdue: report.deadline !== null && report.deadline.getTime() < Date.now(),
          category: categories.get(report.category)?.name.zh ?? report.category,
        },
      })),
    },
  };
}
