/** Laws of the plane geometry that assignment stands on. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { datumNamedIn, fromWgs84, inChina, longitudeFirst, toWgs84 } from './datum.ts';
import {
  type Area,
  boxOf,
  contains,
  metresBetween,
  metresToArea,
  type Point,
  placeInArea,
  pointInside,
  squareMetres,
} from './geometry.ts';
import { sharedMetres, uncoveredMetres } from './overlap.ts';
import { selfCrossing } from './selfcrossing.ts';

const square = (west: number, south: number, size = 0.01): Area => [
  [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
];
/** Star-shaped polygons around Datong: radii around a centre never cross. */
const star = fc
  .record({
    lng: fc.double({ min: 113.2, max: 113.4, noNaN: true }),
    lat: fc.double({ min: 40, max: 40.2, noNaN: true }),
    radii: fc.array(fc.double({ min: 0.002, max: 0.02, noNaN: true }), { minLength: 3, maxLength: 12 }),
  })
  .map(({ lng, lat, radii }) => {
    const ring = radii.map((radius, at): Point => {
      const angle = (2 * Math.PI * at) / radii.length;
      return [lng + radius * Math.cos(angle), lat + radius * Math.sin(angle)];
    });
    return { centre: [lng, lat] as Point, area: [[[...ring, ring[0]!]]] as Area };
  });

test('a point inside, on an edge, on a corner, in a hole and on the edge of a hole', () => {
  const holed: Area = [[square(113, 40, 0.03)[0]![0]!, square(113.01, 40.01)[0]![0]!.toReversed()]];
  assert.equal(placeInArea([113.005, 40.005], holed), 'inside');
  assert.equal(placeInArea([113, 40.005], holed), 'edge');
  assert.equal(placeInArea([113.03, 40.03], holed), 'edge');
  assert.equal(placeInArea([113.015, 40.015], holed), 'outside');
  assert.equal(placeInArea([113.01, 40.015], holed), 'edge');
  assert.equal(placeInArea([113.04, 40.015], holed), 'outside');
  assert.equal(metresToArea([113.015, 40.015], holed) > 400, true);
});

test('lengths and areas are those of the earth', () => {
  assert.ok(Math.abs(metresBetween([113, 40], [113, 41]) - 111_035) < 30);
  assert.ok(Math.abs(metresBetween([113, 40], [114, 40]) - 85_394) < 30);
  assert.ok(Math.abs(metresToArea([113.02, 40.005], square(113, 40)) - 853.9) < 1);
  assert.ok(Math.abs(squareMetres(square(113, 40)) / (853.9 * 1110.3) - 1) < 0.001);
});

test('corners lie on the edge, the middle inside, and far points outside at their distance', () => {
  fc.assert(
    fc.property(star, ({ area, centre }) => {
      for (const corner of area[0]![0]!) assert.equal(placeInArea(corner, area), 'edge');
      assert.ok(contains(area, pointInside(area)!));
      const [west] = boxOf(area);
      const away: Point = [west - 0.01, centre[1]];
      assert.equal(contains(area, away), false);
      assert.ok(metresToArea(away, area) >= 0.0099 * 85_000);
      assert.equal(metresToArea(centre, area), contains(area, centre) ? 0 : metresToArea(centre, area));
    }),
  );
});

test('an area shares itself with itself, nothing with a far one, and leaves no gap in itself', () => {
  fc.assert(
    fc.property(star, ({ area }) => {
      const whole = squareMetres(area);
      assert.ok(Math.abs(sharedMetres(area, area) / whole - 1) < 0.001);
      assert.ok(uncoveredMetres(area, [area]) < 0.01);
      assert.equal(sharedMetres(area, square(115, 41)), 0);
      assert.equal(selfCrossing(area[0]![0]!), null);
    }),
    { numRuns: 60 },
  );
});

test('every ring that goes through a crossing is found', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 40 }), fc.nat(), (corners, seed) => {
      const ring = Array.from(
        { length: corners },
        (_, at): Point => [Math.cos((2 * Math.PI * at) / corners), Math.sin((2 * Math.PI * at) / corners)],
      );
      assert.equal(selfCrossing([...ring, ring[0]!]), null);
      const at = seed % (corners - 1);
      [ring[at], ring[at + 1]] = [ring[at + 1]!, ring[at]!];
      assert.notEqual(selfCrossing([...ring, ring[0]!]), null);
    }),
  );
});

test('coordinates come back from another datum within half a metre, and are hundreds of metres off in it', () => {
  const place = fc.tuple(
    fc.double({ min: 85, max: 125, noNaN: true }),
    fc.double({ min: 25, max: 45, noNaN: true }),
  );
  fc.assert(
    fc.property(place, fc.constantFrom('gcj02' as const, 'bd09' as const), (point, datum) => {
      const there = fromWgs84(point, datum);
      assert.ok(metresBetween(toWgs84(there, datum), point) < 0.5);
      assert.ok(metresBetween(there, point) > 20);
    }),
  );
});

test('datums are read from headers, and pairs are turned longitude first', () => {
  const said = ['经度(高德)', '经度（BD-09）', 'GPS经度', '腾讯坐标', 'CGCS2000', '经度', 'GCJ-02 lng'].map(
    datumNamedIn,
  );
  assert.deepEqual(said, ['gcj02', 'bd09', 'wgs84', 'gcj02', 'wgs84', null, 'gcj02']);
  assert.deepEqual(longitudeFirst([40, 113]), [113, 40]);
  assert.deepEqual(longitudeFirst([113, 40]), [113, 40]);
  assert.equal(inChina(longitudeFirst([1, 2])), false);
});
