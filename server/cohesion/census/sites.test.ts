/** Site lists of other offices, and how their sites find community and grid. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { readBoundaries } from '../../kernel/divisions/boundaries.ts';
import { type Datum, fromWgs84 } from '../../kernel/divisions/datum.ts';
import { emptyLedger } from './comparison.ts';
import { coordinatesOf } from './coordinates.ts';
import { claimedCode } from './placing.ts';
import { previewImport } from './preview.ts';
import type { PreviewOptions } from './roster-preview.ts';
import type { Source } from './table.ts';
import { type FixtureCell, workbookBytes } from './xlsx-fixture.ts';

const square = (west: number, south: number, size: number) => [
  [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ],
];
const feature = (code: string, name: string, coordinates: unknown) => ({
  type: 'Feature',
  properties: { code, name },
  geometry: { type: 'Polygon', coordinates },
});
const features = [
  feature('110101001001', '东河社区', square(116.4, 39.9, 0.02)),
  feature('110101001002', '西河社区', square(116.37, 39.9, 0.02)),
  feature('110101001001-001', '东河第1网格', square(116.4, 39.9, 0.01)),
  feature('110101001002-001', '西河第1网格', square(116.37, 39.9, 0.01)),
];
const grids: Source = {
  name: 'grids.geojson',
  bytes: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })),
};
const book = (rows: FixtureCell[][]): Source => ({
  name: '站点.xlsx',
  bytes: workbookBytes([{ name: '站点', rows }]),
});
async function read(sites: Source, options: PreviewOptions = {}) {
  const result = await previewImport({ sites, grids }, emptyLedger, options);
  assert.ok(result.ok, result.ok ? '' : result.failure.zh);
  return result.preview;
}
const placed = (preview: Awaited<ReturnType<typeof read>>) =>
  preview.sites.map(({ entry, claimed, assignment }) => [
    entry.name,
    assignment.grid,
    claimed,
    assignment.disagrees,
  ]);
const [inEast, inWest] = [
  [116.405, 39.905],
  [116.375, 39.905],
] as const;

for (const [datum, words] of [
  ['gcj02', '腾讯'],
  ['bd09', '百度'],
  ['wgs84', 'GPS'],
] as const) {
  test(`coordinates in ${datum}, said by the header`, async () => {
    const pair = (point: readonly [number, number]) =>
      fromWgs84(point, datum).map((degrees) => degrees.toFixed(6));
    const preview = await read(
      book([
        ['某街道快递外卖站点一览表'],
        [
          '序号',
          '网点名称',
          '性质',
          '所属村居',
          '详细地址',
          `纬度（${words}坐标）`,
          `经度（${words}坐标）`,
          '站长',
          '联系方式',
        ],
        [
          1,
          '美团东河站',
          '外卖',
          '东河',
          '河东路1号',
          pair(inEast)[1]!,
          pair(inEast)[0]!,
          '刘一',
          '13812345671',
        ],
        [
          2,
          '中通西河网点',
          '快递',
          '东河社区居委会',
          '河西路2号',
          pair(inWest)[1]!,
          pair(inWest)[0]!,
          '陈二',
          '13812345672',
        ],
        ['合计', '2个'],
      ]),
    );
    assert.deepEqual(placed(preview), [
      ['美团东河站', '110101001001-001', '110101001001', false],
      ['中通西河网点', '110101001002-001', '110101001001', true],
    ]);
    assert.deepEqual(preview.siteDatum, { datum, by: 'header' });
    assert.deepEqual(
      preview.sites.map(({ entry }) => [entry.kind, entry.brand, entry.manager, entry.phone]),
      [
        ['delivery_station', 'meituan', '刘一', '13812345671'],
        ['courier_station', 'zto', '陈二', '13812345672'],
      ],
    );
  });
}

for (const datum of ['gcj02', 'bd09', 'wgs84'] as const satisfies readonly Datum[]) {
  test(`coordinates in ${datum}, said by nobody, are proved by the claims`, async () => {
    const near: readonly (readonly [number, number])[] = [
      [116.4005, 39.9005],
      [116.4195, 39.9195],
      [116.4005, 39.9195],
      [116.4195, 39.9005],
    ];
    const rows = near.map((point, at) => [
      `站${at}号店`,
      fromWgs84(point, datum).join('，'),
      '水泊镇东河社区',
    ]);
    const preview = await read(book([['名称', '位置坐标', '社区'], ...rows]));
    assert.equal(preview.siteDatum?.datum, datum);
    assert.equal(preview.siteDatum?.by, 'claims');
    assert.ok(preview.sites.every(({ assignment }) => assignment.community === '110101001001'));
  });
}

test('sites without a point, with a bad one, twice, without a name', async () => {
  const text = [
    '站点,社区,地址,经度,纬度,负责人及电话',
    '甲站,西河,,,,王一 13812345678',
    '乙站,,西河社区三号楼,12,9999,',
    ' 甲 站 ,东河,,,,',
    ',东河,无名路,,,',
    '丙站,不知道,某路,,,李二',
  ].join('\n');
  const preview = await read({ name: '站点.csv', bytes: iconv.encode(text, 'gb18030') });
  assert.deepEqual(placed(preview), [
    ['甲站', null, '110101001002', false],
    ['乙站', null, null, false],
    ['丙站', null, null, false],
  ]);
  assert.deepEqual(
    preview.sites.map(({ assignment }) => assignment.reason),
    ['claimed', 'named_in_address', 'unassigned'],
  );
  assert.deepEqual(
    preview.sitesRejected.map(({ row, reason }) => [row, reason]),
    [
      [3, 'point'],
      [4, 'duplicate'],
      [5, 'name'],
    ],
  );
  assert.deepEqual(
    preview.sites.map(({ entry }) => [entry.manager, entry.phone]),
    [
      ['王一', '13812345678'],
      [null, null],
      ['李二', null],
    ],
  );
});

test('coordinates in degrees, minutes and seconds, exchanged, or out of the country', () => {
  assert.deepEqual(coordinatesOf('113.3396,40.0864'), [113.3396, 40.0864]);
  assert.deepEqual(coordinatesOf('40.0864', '113.3396'), [113.3396, 40.0864]);
  assert.deepEqual(coordinatesOf('东经113.3396°，北纬40.0864°'), [113.3396, 40.0864]);
  const [lng, lat] = coordinatesOf(`113°20'24"`, `40°5′24″`)!;
  assert.ok(Math.abs(lng - 113.34) < 1e-9 && Math.abs(lat - 40.09) < 1e-9);
  assert.equal(coordinatesOf('0,0'), null);
  assert.equal(coordinatesOf('不详'), null);
});

test('claims name communities in many ways', () => {
  const { communities } = readBoundaries(JSON.stringify({ type: 'FeatureCollection', features })).areas;
  for (const claim of [
    '东河',
    '东河社区',
    '东 河社区居委会',
    '东河社区居民委员会',
    '某街道东河社区',
    '110101001001',
    '110101001001-002',
    '东河第1网格',
  ])
    assert.equal(claimedCode(claim, communities), '110101001001', claim);
  for (const claim of [null, '', '南河', '东河社区、西河社区'])
    assert.equal(claimedCode(claim, communities), null);
});
