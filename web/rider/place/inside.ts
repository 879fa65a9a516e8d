/** Where a point lies among the street's communities and grids, computed on the phone. All WGS84. */
import type { Areas } from '../../../server/cohesion/census/contract.ts';

export interface LngLat {
  lng: number;
  lat: number;
}
type Ring = number[][];
type Area = Areas['features'][number];

/** Names of the community and grid around the point; null where there is none. */
export function areaOf(areas: Areas, point: LngLat): { community: string | null; grid: string | null } {
  const around = areas.features.filter((area) => contains(area, point));
  const named = (level: string) =>
    around.find(({ properties }) => properties.level === level)?.properties.name ?? null;
  return { community: named('community'), grid: named('grid') };
}

function contains({ geometry }: Area, point: LngLat): boolean {
  if (!geometry) return false;
  const polygons: Ring[][] = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  // In the outer ring and in none of its holes: every ring crossed turns the answer round.
  return polygons.some((rings) => rings.filter((ring) => inRing(ring, point)).length % 2 === 1);
}

/** Even-odd rule. */
function inRing(ring: Ring, { lng, lat }: LngLat): boolean {
  let inside = false;
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
    const [x = 0, y = 0] = ring[at] ?? [];
    const [lastX = 0, lastY = 0] = ring[before] ?? [];
    if (y > lat !== lastY > lat && lng < ((lastX - x) * (lat - y)) / (lastY - y) + x) inside = !inside;
  }
  return inside;
}

/** Metres between two points that are not far apart. */
export function metresBetween(one: LngLat, other: LngLat): number {
  const radians = Math.PI / 180;
  const x = (other.lng - one.lng) * radians * Math.cos(((one.lat + other.lat) / 2) * radians);
  const y = (other.lat - one.lat) * radians;
  return Math.hypot(x, y) * 6_371_008;
}

/** West, south, east, north of everything drawn; null when nothing is. */
export function bounds(areas: Areas): [number, number, number, number] | null {
  const all = areas.features.flatMap(({ geometry }) =>
    geometry ? (geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()).flat() : [],
  );
  if (!all.length) return null;
  const [lngs, lats] = [all.map(([lng = 0]) => lng), all.map(([, lat = 0]) => lat)];
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}
