/** Coordinate systems met in China. Only WGS84 (= CGCS2000 within a metre) is stored; the others live at the edge. */
import gcoordModule from 'gcoord';
import type { Point } from './geometry.ts';

export const datums = ['wgs84', 'gcj02', 'bd09'] as const;
export type Datum = (typeof datums)[number];

/** The package exports its functions directly, while its types speak of a default export. */
const gcoord = gcoordModule as unknown as typeof gcoordModule.default;

const systems = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;

/** Degrees between which China lies (islands of the South China Sea included). */
export const china = { west: 73, south: 3, east: 136, north: 54 } as const;

/** Whether a pair is a place in China. */
export function inChina([lng, lat]: Point): boolean {
  return lng >= china.west && lng <= china.east && lat >= china.south && lat <= china.north;
}

/** Puts longitude first: a pair that is in China only with its numbers exchanged is exchanged. */
export function longitudeFirst(pair: Point): Point {
  const swapped: Point = [pair[1], pair[0]];
  return !inChina(pair) && inChina(swapped) ? swapped : pair;
}

/** A point of another datum in WGS84 degrees, good to a few centimetres. */
export function toWgs84(point: Point, from: Datum): Point {
  return from === 'wgs84' ? point : change(point, from, 'wgs84');
}

/** A WGS84 point in another datum, for links to map services. */
export function fromWgs84(point: Point, to: Datum): Point {
  return to === 'wgs84' ? point : change(point, 'wgs84', to);
}

function change([lng, lat]: Point, from: Datum, to: Datum): Point {
  const [x, y] = gcoord.transform([lng, lat] as [number, number], systems[from], systems[to]);
  return [x!, y!];
}

const hints: readonly (readonly [RegExp, Datum])[] = [
  [/百度|bd-?0?9|baidu|bmap/i, 'bd09'],
  [/高德|腾讯|火星|国测局|gcj|amap|qq地图|搜搜/i, 'gcj02'],
  [/wgs|cgcs|gps|天地图|2000|大地|北斗|世界坐标/i, 'wgs84'],
];

/** The datum that a header such as “经度(高德)” names, or null. */
export function datumNamedIn(text: string): Datum | null {
  return hints.find(([words]) => words.test(text.normalize('NFKC')))?.[1] ?? null;
}
