/** Assignment (适配): every branch of the rule, in its order. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readBoundaries } from '../../kernel/divisions/boundaries.ts';
import { metresPerDegree, type Point } from '../../kernel/divisions/geometry.ts';
import { assign, NEAR_GRID_METRES } from './assignment.ts';

const square = (west: number, south: number, width: number, height: number) => [
  [
    [west, south],
    [west + width, south],
    [west + width, south + height],
    [west, south + height],
    [west, south],
  ],
];
const feature = (code: string, name: string, coordinates: unknown) => ({
  type: 'Feature',
  properties: { code, name },
  geometry: { type: 'Polygon', coordinates },
});
const [east, west] = ['140213066003', '140213066001'];
// East: 0.02 wide, its west half in two grids one above the other. West: a grid alone, its community without outline.
const { areas } = readBoundaries(
  JSON.stringify({
    type: 'FeatureCollection',
    features: [
      feature(east, '太和社区', square(113, 40, 0.02, 0.02)),
      feature(`${east}-001`, '太和第1网格', square(113, 40, 0.01, 0.01)),
      feature(`${east}-002`, '太和第2网格', square(113, 40.01, 0.01, 0.01)),
      feature(`${west}-001`, '永安第1网格', square(112.9, 40, 0.01, 0.01)),
    ],
  }),
  { known: [{ code: west, name: '永安社区' }] },
);
const brief = (...given: Parameters<typeof assign>) => {
  const { community, grid, flagged, reason, disagrees } = assign(...given);
  return [community, grid, flagged, reason, disagrees];
};
const beside = (metres: number): Point => [112.91 + metres / metresPerDegree(40.005)[0], 40.005];

test('inside a grid', () => {
  assert.deepEqual(brief([113.005, 40.005], east, null, areas), [
    east,
    `${east}-001`,
    false,
    'in_grid',
    false,
  ]);
});
test('on the edge of a grid, and of two: the lowest code', () => {
  assert.deepEqual(brief([113, 40.005], null, null, areas), [east, `${east}-001`, false, 'in_grid', false]);
  const edge = assign([113.005, 40.01], null, null, areas);
  assert.equal(edge.grid, `${east}-001`);
  assert.deepEqual(edge.evidence.candidates, [`${east}-001`, `${east}-002`]);
});
test('inside a community but no grid: the community, flagged, even when a grid is near', () => {
  assert.deepEqual(brief([113.0101, 40.005], null, null, areas), [east, null, true, 'in_community', false]);
});
test('inside neither, within 200 m of a grid: it, flagged, with the metres', () => {
  assert.deepEqual(brief(beside(199.5), null, null, areas), [west, `${west}-001`, true, 'near_grid', false]);
  assert.ok(Math.abs(assign(beside(100), null, null, areas).evidence.metres! - 100) < 0.2);
});
test('further away: what the site list claims, flagged', () => {
  assert.deepEqual(brief(beside(200.5), east, null, areas), [east, null, true, 'claimed', false]);
  assert.deepEqual(brief(null, west, '太和社区一号', areas), [west, null, true, 'claimed', false]);
});
test('without a claim: the community that the address names; a street of that name is none', () => {
  assert.deepEqual(brief(null, null, '平城区太和 小区3号', areas), [
    east,
    null,
    true,
    'named_in_address',
    false,
  ]);
  assert.deepEqual(brief(null, null, '永安社区党群服务中心', areas), [
    west,
    null,
    true,
    'named_in_address',
    false,
  ]);
  assert.deepEqual(brief(null, null, '太和路64号', areas), [null, null, true, 'unassigned', false]);
});
test('nothing known: unassigned', () => {
  assert.deepEqual(brief(null, null, null, areas), [null, null, true, 'unassigned', false]);
  assert.deepEqual(brief([120, 30], null, '', areas), [null, null, true, 'unassigned', false]);
});
test('the point wins over a claim that differs, and says so', () => {
  assert.deepEqual(brief([113.005, 40.005], west, null, areas), [
    east,
    `${east}-001`,
    false,
    'in_grid',
    true,
  ]);
  assert.deepEqual(brief(beside(50), east, null, areas), [west, `${west}-001`, true, 'near_grid', true]);
});
test('law: a grid is given only by the point, and always lies in the community given', () => {
  const point = fc.option(
    fc.tuple(
      fc.double({ min: 112.88, max: 113.04, noNaN: true }),
      fc.double({ min: 39.98, max: 40.04, noNaN: true }),
    ),
  );
  fc.assert(
    fc.property(point, fc.option(fc.constantFrom(east, west)), (at, claim) => {
      const { community, grid, flagged, reason, evidence } = assign(at, claim, null, areas);
      assert.equal(grid !== null, reason === 'in_grid' || reason === 'near_grid');
      if (grid) assert.ok(at !== null && grid.startsWith(`${community}-`));
      assert.equal(flagged, reason !== 'in_grid');
      assert.equal(community === null, reason === 'unassigned');
      if (evidence.metres !== null) assert.ok(evidence.metres <= NEAR_GRID_METRES);
    }),
  );
});
