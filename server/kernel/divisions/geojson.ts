/** Takes polygons out of GeoJSON geometries and puts their rings in order (RFC 7946, section 3.1.6). */
import { type Datum, inChina, longitudeFirst, toWgs84 } from './datum.ts';
import { type Area, type Point, type Ring, signedArea } from './geometry.ts';
import { selfCrossing } from './selfcrossing.ts';

export type GeometryFault =
  | 'not_an_area'
  | 'ring_too_short'
  | 'ring_not_closed'
  | 'crosses_itself'
  | 'outside_china'
  | 'too_many_points';

export type GeometryRead =
  | { readonly ok: true; readonly area: Area; readonly swapped: boolean }
  | { readonly ok: false; readonly fault: GeometryFault; readonly at: Point | null };

/** Points that one area may have. */
const MOST_POINTS = 200_000;

/** Raised inside this file only; `readGeometry` turns it into a value. */
class Fault extends Error {
  readonly fault: GeometryFault;
  readonly at: Point | null;
  constructor(fault: GeometryFault, at: Point | null = null) {
    super(fault);
    this.fault = fault;
    this.at = at;
  }
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Fault('not_an_area');
  return value;
}

function point(value: unknown): Point {
  const [x, y] = list(value);
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y))
    throw new Fault('not_an_area');
  return [x, y];
}

/** All polygons of a geometry as raw coordinate lists, collections opened. */
function polygons(geometry: unknown): readonly (readonly unknown[])[] {
  if (typeof geometry !== 'object' || geometry === null) throw new Fault('not_an_area');
  const { type, coordinates, geometries } = geometry as Record<string, unknown>;
  if (type === 'Polygon') return [list(coordinates)];
  if (type === 'MultiPolygon') return list(coordinates).map(list);
  if (type === 'GeometryCollection') {
    const areas = list(geometries).filter((part) =>
      /Polygon|Collection/.test(String((part as { type?: unknown })?.type)),
    );
    return areas.flatMap(polygons);
  }
  throw new Fault('not_an_area');
}

/** Checks one ring and turns it the right way round; converts it to WGS84. */
function ring(value: unknown, datum: Datum, outer: boolean, seen: { swapped: boolean }): Ring {
  const raw = list(value).map(point);
  const first = raw[0];
  const last = raw[raw.length - 1];
  if (!first || !last) throw new Fault('ring_too_short');
  if (first[0] !== last[0] || first[1] !== last[1]) throw new Fault('ring_not_closed', first);
  const points: Point[] = [];
  for (const pair of raw) {
    const ordered = longitudeFirst(pair);
    if (ordered !== pair) seen.swapped = true;
    if (!inChina(ordered)) throw new Fault('outside_china', pair);
    const before = points[points.length - 1];
    if (before && before[0] === ordered[0] && before[1] === ordered[1]) continue;
    points.push(ordered);
  }
  if (points.length < 4) throw new Fault('ring_too_short', first);
  const crossing = selfCrossing(points);
  if (crossing) throw new Fault('crosses_itself', crossing);
  const turned = signedArea(points) > 0 === outer ? points : points.reverse();
  return turned.map((pair) => toWgs84(pair, datum));
}

/**
 * Reads a Polygon, MultiPolygon or GeometryCollection as an area in WGS84: outer rings counter-clockwise, holes
 * clockwise, repeated points dropped, latitude-first pairs put right. Faults come back as values.
 */
export function readGeometry(geometry: unknown, datum: Datum): GeometryRead {
  try {
    const seen = { swapped: false };
    const raw = polygons(geometry);
    const points = raw.reduce((sum, rings) => sum + rings.reduce<number>((n, r) => n + list(r).length, 0), 0);
    if (points > MOST_POINTS) throw new Fault('too_many_points');
    const area = raw.map((rings) => rings.map((r, at) => ring(r, datum, at === 0, seen)));
    if (area.length === 0 || area.some((rings) => rings.length === 0)) throw new Fault('not_an_area');
    return { ok: true, area, swapped: seen.swapped };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault, at: error.at };
    throw error;
  }
}
