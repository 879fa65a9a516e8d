/** How much two areas share, and what an area has that its parts do not cover, in square metres. */
import * as clip from 'polyclip-ts';
import { type Area, boxesMeet, boxOf, metresPerDegree, type Point, squareMetres } from './geometry.ts';

type Plane = { readonly origin: Point; readonly scale: readonly [number, number] };

/** A plane in metres around an area: clipping degrees directly would lose the last millimetres. */
function planeOf(area: Area): Plane {
  const [west, south, east, north] = boxOf(area);
  const origin: Point = [(west + east) / 2, (south + north) / 2];
  return { origin, scale: metresPerDegree(origin[1]) };
}

function onto(plane: Plane, area: Area): clip.Geom {
  return area.map((rings) =>
    rings.map((ring) =>
      ring.map(([lng, lat]): [number, number] => [
        Math.round((lng - plane.origin[0]) * plane.scale[0] * 1e4) / 1e4,
        Math.round((lat - plane.origin[1]) * plane.scale[1] * 1e4) / 1e4,
      ]),
    ),
  );
}

function metresOf(flat: readonly (readonly (readonly [number, number])[])[][]): number {
  let sum = 0;
  for (const rings of flat) {
    rings.forEach((ring, at) => {
      let twice = 0;
      for (let i = 1; i < ring.length; i++)
        twice += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1];
      sum += ((at === 0 ? 1 : -1) * Math.abs(twice)) / 2;
    });
  }
  return sum;
}

/** Square metres that two areas share. */
export function sharedMetres(a: Area, b: Area): number {
  if (!boxesMeet(boxOf(a), boxOf(b))) return 0;
  const plane = planeOf(a);
  return metresOf(clip.intersection(onto(plane, a), onto(plane, b)));
}

/** Square metres of an area that none of its parts covers. */
export function uncoveredMetres(area: Area, parts: readonly Area[]): number {
  if (parts.length === 0) return squareMetres(area);
  const plane = planeOf(area);
  return metresOf(clip.difference(onto(plane, area), ...parts.map((part) => onto(plane, part))));
}
