import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindOf } from './import-kind.ts';

test('what a file is can be guessed from its name', () => {
  assert.equal(kindOf('grids.geojson'), 'areas');
  assert.equal(kindOf('边界.JSON'), 'areas');
  assert.equal(kindOf('站点清单.csv'), 'sites');
  assert.equal(kindOf('快递网点一览.xlsx'), 'sites');
  assert.equal(kindOf('各站点骑手花名册.xlsx'), 'roster');
  assert.equal(kindOf('新就业群体摸排表.xlsx'), 'roster');
});
