import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Areas } from '../../../server/cohesion/census/contract.ts';
import { boundsOf, communityBorders, labelPoints } from './map-geometry.ts';

const square = (west: number, south: number) => [
  [
    [west, south],
    [west + 1, south],
    [west + 1, south + 1],
    [west, south + 1],
    [west, south],
  ],
];
/** A community of two squares side by side. */
const areas: Areas = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { code: '1', level: 'community', kind: 'community', community: '1', name: '太和社区' },
      geometry: { type: 'MultiPolygon', coordinates: [square(0, 0), square(1, 0)] },
    },
    {
      type: 'Feature',
      properties: { code: '2', level: 'community', kind: 'community', community: '2', name: '没有边界' },
      geometry: null,
    },
  ],
};

test('the map shows all areas, and somewhere sensible when there are none', () => {
  assert.deepEqual(boundsOf(areas), [0, 0, 2, 1]);
  assert.equal(boundsOf({ type: 'FeatureCollection', features: [] }).length, 4);
});

test('an edge between two parts of one community is no border', () => {
  const [borders] = communityBorders(areas).features;
  assert.equal(borders?.geometry.coordinates.length, 6);
});

test('a name stands in the middle of the largest part', () => {
  assert.deepEqual(labelPoints(areas).features[0]?.geometry.coordinates, [0.5, 0.5]);
});
