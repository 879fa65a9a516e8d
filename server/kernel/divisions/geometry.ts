/** Plane geometry on WGS84 degrees, exact enough for a subdistrict (a few kilometres across). */

/** Longitude and latitude in degrees, WGS84. */
export type Point = readonly [lng: number, lat: number];
export type Ring = readonly Point[];
/** Outer ring first, then holes; rings are closed (first point = last point). */
export type Rings = readonly Ring[];
/** One or several polygons; parts may touch. */
export type Area = readonly Rings[];
export type Box = readonly [west: number, south: number, east: number, north: number];

/** A point closer to an edge than this (degrees, about a millimetre) lies on it. */
const ON_EDGE = 1e-8;

/** Metres per degree of longitude and latitude on the WGS84 ellipsoid at a latitude. */
export function metresPerDegree(lat: number): readonly [lng: number, lat: number] {
  const phi = (lat * Math.PI) / 180;
  return [
    111_412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi),
    111_132.954 - 559.822 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi),
  ];
}

/** The smallest box of degrees that holds the area. */
export function boxOf(area: Area): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [outer] of area) {
    for (const [lng, lat] of outer ?? []) {
      west = Math.min(west, lng);
      east = Math.max(east, lng);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  }
  return [west, south, east, north];
}

/** Whether two boxes share a point, with a margin in degrees. */
export function boxesMeet(a: Box, b: Box, margin = 0): boolean {
  return a[0] <= b[2] + margin && b[0] <= a[2] + margin && a[1] <= b[3] + margin && b[1] <= a[3] + margin;
}

/** Squared distance from the origin to the segment a–b, in the unit of the inputs. */
function squaredToSegment(ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length));
  const x = ax + t * dx;
  const y = ay + t * dy;
  return x * x + y * y;
}

function placeInRing([x, y]: Point, ring: Ring): 'inside' | 'edge' | 'outside' {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!;
    const [bx, by] = ring[i]!;
    if (squaredToSegment(ax - x, ay - y, bx - x, by - y) <= ON_EDGE * ON_EDGE) return 'edge';
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside ? 'inside' : 'outside';
}

/** Where a point lies in an area; the edge of a hole is an edge. */
export function placeInArea(point: Point, area: Area): 'inside' | 'edge' | 'outside' {
  let found: 'edge' | 'outside' = 'outside';
  for (const [outer, ...holes] of area) {
    if (!outer) continue;
    const place = placeInRing(point, outer);
    if (place === 'edge') found = 'edge';
    if (place !== 'inside') continue;
    const hole = holes.map((ring) => placeInRing(point, ring)).find((at) => at !== 'outside');
    if (hole === undefined) return 'inside';
    if (hole === 'edge') found = 'edge';
  }
  return found;
}

/** Whether a point lies inside an area or on its edge. */
export function contains(area: Area, point: Point): boolean {
  return placeInArea(point, area) !== 'outside';
}

/** Metres between two points. */
export function metresBetween(a: Point, b: Point): number {
  const [kx, ky] = metresPerDegree((a[1] + b[1]) / 2);
  return Math.hypot((a[0] - b[0]) * kx, (a[1] - b[1]) * ky);
}

/** Metres from a point to the nearest edge of an area; 0 inside it. */
export function metresToArea(point: Point, area: Area): number {
  if (contains(area, point)) return 0;
  const [kx, ky] = metresPerDegree(point[1]);
  let least = Infinity;
  for (const ring of area.flat()) {
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = ring[i - 1]!;
      const [bx, by] = ring[i]!;
      const d = squaredToSegment(
        (ax - point[0]) * kx,
        (ay - point[1]) * ky,
        (bx - point[0]) * kx,
        (by - point[1]) * ky,
      );
      if (d < least) least = d;
    }
  }
  return Math.sqrt(least);
}

/** Signed area of a ring in square degrees; positive when it runs counter-clockwise. */
export function signedArea(ring: Ring): number {
  const [ox, oy] = ring[0] ?? [0, 0];
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!;
    const [bx, by] = ring[i]!;
    sum += (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
  }
  return sum / 2;
}

/** Square metres of an area, holes taken off. */
export function squareMetres(area: Area): number {
  let sum = 0;
  for (const rings of area) {
    const lat = rings[0]?.[0]?.[1] ?? 0;
    const [kx, ky] = metresPerDegree(lat);
    rings.forEach((ring, at) => {
      sum += (at === 0 ? 1 : -1) * Math.abs(signedArea(ring)) * kx * ky;
    });
  }
  return sum;
}

/** A point surely inside an area: the middle of the widest stretch of a level line through its largest part. */
export function pointInside(area: Area): Point | null {
  const largest = area.reduce<Rings | null>(
    (best, rings) => (!best || squareMetres([rings]) > squareMetres([best]) ? rings : best),
    null,
  );
  if (!largest) return null;
  const [west, south, , north] = boxOf([largest]);
  for (const share of [0.5, 0.37, 0.63, 0.21, 0.79]) {
    const y = south + (north - south) * share;
    const cuts: number[] = [];
    for (const ring of largest) {
      for (let i = 1; i < ring.length; i++) {
        const [ax, ay] = ring[i - 1]!;
        const [bx, by] = ring[i]!;
        if (ay > y !== by > y) cuts.push(((bx - ax) * (y - ay)) / (by - ay) + ax);
      }
    }
    cuts.sort((a, b) => a - b);
    let [width, x] = [0, west];
    for (let i = 1; i < cuts.length; i += 2) {
      const span = cuts[i]! - cuts[i - 1]!;
      if (span > width) [width, x] = [span, (cuts[i]! + cuts[i - 1]!) / 2];
    }
    if (width > 0) return [x, y];
  }
  return null;
}
