import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainCommunityName } from './accounts.ts';

test('communities and villages are called as people call them', () => {
  assert.equal(plainCommunityName('永安社区居民委员会'), '永安社区');
  assert.equal(plainCommunityName('太和社区居委会'), '太和社区');
  assert.equal(plainCommunityName('石家寨村村委会'), '石家寨村');
  assert.equal(plainCommunityName('沙岭村民委员会'), '沙岭村');
  assert.equal(plainCommunityName('和平街居委会'), '和平街社区');
});
