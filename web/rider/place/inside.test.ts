import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Areas } from '../../../server/cohesion/census/contract.ts';
import { areaOf, bounds, metresBetween } from './inside.ts';

const square = (west: number, south: number, size: number) => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const areas: Areas = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: {
        code: '140213066003',
        level: 'community',
        kind: 'community',
        community: '140213066003',
        name: '太和社区',
      },
      geometry: {
        type: 'MultiPolygon',
        coordinates: [[square(113.36, 40.08, 0.02), square(113.37, 40.09, 0.005)]],
      },
    },
    {
      type: 'Feature',
      properties: {
        code: '140213066003-001',
        level: 'grid',
        kind: 'grid',
        community: '140213066003',
        name: '太和第1网格',
      },
      geometry: { type: 'Polygon', coordinates: [square(113.36, 40.08, 0.01)] },
    },
    {
      type: 'Feature',
      properties: {
        code: '140213066004',
        level: 'community',
        kind: 'community',
        community: '140213066004',
        name: '文兴社区',
      },
      geometry: null,
    },
  ],
};

test('a point is named after the community and grid around it', () => {
  assert.deepEqual(areaOf(areas, { lng: 113.365, lat: 40.085 }), {
    community: '太和社区',
    grid: '太和第1网格',
  });
  assert.deepEqual(areaOf(areas, { lng: 113.375, lat: 40.085 }), { community: '太和社区', grid: null });
});

test('a hole is outside, and so is everywhere else', () => {
  assert.deepEqual(areaOf(areas, { lng: 113.372, lat: 40.092 }), { community: null, grid: null });
  assert.deepEqual(areaOf(areas, { lng: 113.3, lat: 40 }), { community: null, grid: null });
});

test('distances are metres', () => {
  const metres = metresBetween({ lng: 113.36, lat: 40.08 }, { lng: 113.36, lat: 40.09 });
  assert.ok(Math.abs(metres - 1112) < 2, String(metres));
});

test('the map opens around everything that is drawn', () => {
  assert.deepEqual(bounds(areas), [113.36, 40.08, 113.38, 40.1]);
  assert.equal(bounds({ type: 'FeatureCollection', features: [] }), null);
});
