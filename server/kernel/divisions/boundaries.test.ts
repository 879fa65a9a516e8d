/** Boundary files: what is read, what is put right, what is refused. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { type BoundaryOptions, readBoundaries } from './boundaries.ts';
import { fromWgs84 } from './datum.ts';
import { metresBetween, type Point, signedArea } from './geometry.ts';

const square = (west: number, south: number, width = 0.01, height = 0.01) => [
  [
    [west, south],
    [west + width, south],
    [west + width, south + height],
    [west, south + height],
    [west, south],
  ],
];
const polygon = (coordinates: unknown, properties: object) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates },
});
const read = (features: readonly unknown[], options?: BoundaryOptions) =>
  readBoundaries(JSON.stringify({ type: 'FeatureCollection', features }), options);
const codes = (issues: readonly { code: string }[]) => issues.map(({ code }) => code);
const grid = (code: string, west: number, south: number, width?: number) =>
  polygon(square(west, south, width), { code, name: code });

test('the office’s own boundaries are read whole', async () => {
  const text = await readFile(
    new URL('../../../database/demo/shuibosi/grids.geojson', import.meta.url),
    'utf8',
  );
  const { ok, areas, errors, warnings } = readBoundaries(text);
  assert.deepEqual({ ok, errors, warnings }, { ok: true, errors: [], warnings: [] });
  assert.equal(areas.communities.length, 9);
  assert.equal(areas.grids.length, 27);
  assert.ok(areas.grids.every(({ area }) => area.every(([outer]) => signedArea(outer!) > 0)));
});

test('properties under other names; level by code form; community by code, name or place', () => {
  const { ok, areas } = read(
    [
      polygon(square(113, 40, 0.03, 0.03), { 社区编码: '140213066003', 社区名称: '太和社区', 类型: '社区' }),
      polygon(square(113, 40), { 网格编号: '140213066003007', 名称: '七网格' }),
      polygon(square(113.01, 40), { adcode: '140213066003_8', NAME: '八' }),
      polygon(square(113.02, 40), { 名称: '太和第9网格', 类型: '网格' }),
      polygon(square(113.2, 40), { 名称: '永安第二网格', 所属社区: '永安社区' }),
    ],
    { known: [{ code: '140213066001', name: '永安社区居民委员会' }] },
  );
  assert.ok(ok);
  assert.deepEqual(
    areas.grids.map(({ code, community }) => [code, community]),
    [
      ['140213066001-002', '140213066001'],
      ['140213066003-007', '140213066003'],
      ['140213066003-008', '140213066003'],
      ['140213066003-009', '140213066003'],
    ],
  );
  assert.deepEqual(
    areas.communities.map(({ code, name, area }) => [code, name, area !== null]),
    [
      ['140213066001', '永安社区居民委员会', false],
      ['140213066003', '太和社区', true],
    ],
  );
});

test('multipolygons, collections, holes, clockwise rings and latitude first', () => {
  const clockwise = [square(113, 40)[0]!.toReversed(), square(113.002, 40.002, 0.002, 0.002)[0]!];
  const result = read([
    polygon(clockwise, { code: '140213066003-001' }),
    {
      type: 'Feature',
      properties: { code: '140213066003-002' },
      geometry: {
        type: 'GeometryCollection',
        geometries: [
          { type: 'Point', coordinates: [113, 40] },
          { type: 'Polygon', coordinates: square(113.1, 40) },
        ],
      },
    },
    {
      type: 'Feature',
      properties: { code: '140213066003-003' },
      geometry: { type: 'MultiPolygon', coordinates: [square(113.2, 40), square(113.21, 40)] },
    },
    polygon([square(113.3, 40)[0]!.map(([lng, lat]) => [lat, lng])], { code: '140213066003-004' }),
  ]);
  assert.ok(result.ok);
  assert.deepEqual(codes(result.warnings), ['coordinates_swapped']);
  const [outer, hole] = result.areas.grids[0]!.area[0]!;
  assert.ok(signedArea(outer!) > 0 && signedArea(hole!) < 0);
  assert.equal(result.areas.grids[2]!.area.length, 2);
  assert.deepEqual(
    result.areas.grids[3]!.box.map((edge) => Math.round(edge * 100) / 100),
    [113.3, 40, 113.31, 40.01],
  );
});

test('what cannot be a boundary is refused with its reason', () => {
  const open = [square(113, 40)[0]!.slice(0, 4)];
  const bowtie = [
    [
      [113, 40],
      [113.01, 40.01],
      [113.01, 40],
      [113, 40.01],
      [113, 40],
    ],
  ];
  const code = '140213066003-001';
  const fault = (feature: object) => codes(read([feature]).errors);
  assert.deepEqual(fault(polygon(open, { code })), ['ring_not_closed']);
  assert.deepEqual(fault(polygon(bowtie, { code })), ['crosses_itself']);
  assert.deepEqual(
    fault(
      polygon(
        [
          [
            [113, 40],
            [113.1, 40],
            [113, 40],
          ],
        ],
        { code },
      ),
    ),
    ['ring_too_short'],
  );
  assert.deepEqual(fault(polygon(square(1, 1), { code })), ['outside_china']);
  assert.deepEqual(fault(polygon(square(12_000_000, 4_000_000), { code })), ['outside_china']);
  assert.deepEqual(fault(polygon([[['a', 'b']]], { code })), ['not_an_area']);
  assert.deepEqual(fault({ type: 'Feature', properties: { code }, geometry: null }), ['not_an_area']);
  assert.deepEqual(fault(polygon(square(113, 40), { name: '某网格' })), ['community_unknown']);
  assert.deepEqual(codes(read([grid(code, 113, 40), grid(code, 113.1, 40)]).errors), ['code_twice']);
  assert.deepEqual(codes(readBoundaries('not json').errors), ['not_geojson']);
  assert.deepEqual(codes(readBoundaries('[]').errors), ['not_geojson']);
  assert.deepEqual(codes(read([]).errors), ['no_areas']);
});

test('grids of one community may not overlap by more than a square metre; those of two are told', () => {
  const metre = 1 / 111_000;
  assert.deepEqual(
    codes(read([grid('140213066003-001', 113, 40), grid('140213066003-002', 113.01, 40)]).errors),
    [],
  );
  // 0.0005 m over 1,110 m of common edge: rounding, not an overlap.
  assert.deepEqual(
    codes(
      read([grid('140213066003-001', 113, 40), grid('140213066003-002', 113.01 - metre * 0.0005, 40)]).errors,
    ),
    [],
  );
  const over = read([grid('140213066003-001', 113, 40), grid('140213066003-002', 113.01 - metre * 0.01, 40)]);
  assert.deepEqual(codes(over.errors), ['grids_overlap']);
  assert.match(over.errors[0]!.zh, /140213066003-001.*140213066003-002/);
  const two = read([grid('140213066003-001', 113, 40), grid('140213066004-001', 113.005, 40)]);
  assert.deepEqual([two.ok, codes(two.warnings)], [true, ['communities_overlap']]);
});

test('a community that its grids do not cover is told with the size of the gap', () => {
  const community = polygon(square(113, 40, 0.02, 0.01), { code: '140213066003', name: '太和社区' });
  assert.deepEqual(codes(read([community, grid('140213066003-001', 113, 40, 0.02)]).warnings), []);
  const half = read([community, grid('140213066003-001', 113, 40)]).warnings;
  assert.deepEqual(codes(half), ['gap']);
  const metres = metresBetween([113.01, 40.005], [113.02, 40.005]) * metresBetween([113, 40], [113, 40.01]);
  assert.ok(Math.abs(Number(half[0]!.detail) / metres - 1) < 0.001);
});

test('a file in GCJ-02 lands where it belongs', () => {
  const moved = [square(113, 40)[0]!.map(([lng, lat]) => fromWgs84([lng!, lat!], 'gcj02'))];
  const { areas } = read([polygon(moved, { code: '140213066003-001' })], { datum: 'gcj02' });
  const corner = areas.grids[0]!.area[0]![0]![0]! as Point;
  assert.ok(metresBetween(corner, [113, 40]) < 0.5);
});
