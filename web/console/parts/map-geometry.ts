/** Where the outline lies, and where its names are written. */
import type * as GeoJSON from 'geojson';
import type { Areas } from '../../../server/cohesion/census/contract.ts';

type Ring = GeoJSON.Position[];
export type Bounds = [number, number, number, number];

const ringsOf = (geometry: GeoJSON.Polygon | GeoJSON.MultiPolygon): Ring[] =>
  (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).flatMap(([outer]) =>
    outer ? [outer] : [],
  );

/** West, south, east, north of all areas; Datong's Pingcheng District where there are none yet. */
export function boundsOf(areas: Areas): Bounds {
  const places = areas.features.flatMap(({ geometry }) => (geometry ? ringsOf(geometry).flat() : []));
  if (places.length === 0) return [113.25, 40.02, 113.42, 40.14];
  const [lngs, lats] = [places.map(([lng = 0]) => lng), places.map(([, lat = 0]) => lat)];
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}

/** Twice the signed area of a ring, and its centroid. */
function weigh(ring: Ring): { area: number; lng: number; lat: number } {
  let [area, lng, lat] = [0, 0, 0];
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x = 0, y = 0] = ring[i] ?? [];
    const [toX = 0, toY = 0] = ring[i + 1] ?? [];
    const cross = x * toY - toX * y;
    area += cross;
    lng += (x + toX) * cross;
    lat += (y + toY) * cross;
  }
  return { area, lng: lng / (3 * area), lat: lat / (3 * area) };
}

/** One point per area, in its largest part. */
export function labelPoints(areas: Areas): GeoJSON.FeatureCollection<GeoJSON.Point> {
  return {
    type: 'FeatureCollection',
    features: areas.features.flatMap(({ geometry, properties }) => {
      if (!geometry) return [];
      const largest = ringsOf(geometry)
        .map(weigh)
        .sort((a, b) => Math.abs(b.area) - Math.abs(a.area))[0];
      return largest && largest.area !== 0
        ? [
            {
              type: 'Feature',
              properties,
              geometry: { type: 'Point', coordinates: [largest.lng, largest.lat] },
            },
          ]
        : [];
    }),
  };
}

/**
 * The outer borders of each community: an edge that two parts of the same community share is inside it. Parts come
 * from one survey, so shared edges have the same two ends.
 */
export function communityBorders(areas: Areas): GeoJSON.FeatureCollection<GeoJSON.MultiLineString> {
  return {
    type: 'FeatureCollection',
    features: areas.features.flatMap(({ geometry, properties }) => {
      if (!geometry || properties.level !== 'community') return [];
      const edges = new Map<string, Ring | null>();
      for (const ring of ringsOf(geometry))
        for (let i = 0; i + 1 < ring.length; i++) {
          const edge = [ring[i] ?? [], ring[i + 1] ?? []];
          const name = edge.map(String).sort().join(' ');
          edges.set(name, edges.has(name) ? null : edge);
        }
      const coordinates = [...edges.values()].filter((edge) => edge !== null);
      return [{ type: 'Feature', properties, geometry: { type: 'MultiLineString', coordinates } }];
    }),
  };
}
