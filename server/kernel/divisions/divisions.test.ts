/** The first-run page finds the subdistrict among all of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { communitiesOf, searchSubdistricts, subdistrict, subdistricts } from './divisions.ts';
import { bareCommunityName } from './names.ts';

test('all 41,352 subdistricts are there, found by name, code or parent', async () => {
  assert.equal((await subdistricts()).length, 41_352);
  const shuibosi = { code: '140213066', name: '水泊寺街道', parents: ['山西省', '大同市', '平城区'] };
  for (const words of ['水泊寺', '平城 水泊寺', '大同市平城区水泊寺街道', '140213066', '１４０２１３０６６'])
    assert.deepEqual(await searchSubdistricts(words), [shuibosi], words);
  assert.deepEqual(await subdistrict('140213066'), shuibosi);
  assert.equal(await subdistrict('999999999'), null);
  assert.deepEqual(await searchSubdistricts('  '), []);
  assert.equal((await searchSubdistricts('北京')).length, 20);
  assert.equal((await searchSubdistricts('城关镇'))[0]?.name, '城关镇');
});

test('the communities of a subdistrict are listed without keeping the country in memory', async () => {
  const found = await communitiesOf('140213066');
  assert.equal(found.length, 9);
  assert.deepEqual(found[2], { code: '140213066003', name: '太和社区居民委员会' });
  assert.deepEqual(
    found.map(({ name }) => bareCommunityName(name)),
    ['永安', '永和', '太和', '文兴', '重熙', '文源', '恒大', '石家寨', '沙岭'],
  );
  assert.deepEqual(await communitiesOf('000000000'), []);
  assert.deepEqual(await communitiesOf('140213'), []);
});
