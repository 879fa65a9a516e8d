import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameSort, nameTokens, tokenRange } from './tokens.ts';

const found = (name: string, typed: string) => {
  const range = tokenRange(typed);
  return range !== null && nameTokens(name).some((token) => token >= range.from && token < range.before);
};

test('a name is found by any part of it, by pinyin and by initials', () => {
  for (const typed of [
    '欧阳小明',
    '小明',
    '明',
    '阳小',
    'ouyang',
    'ouyangxiaoming',
    'xiaom',
    'oyxm',
    'xm',
    'OUYANG',
    ' 小 明 ',
  ]) {
    assert.ok(found('欧阳小明', typed), typed);
  }
  assert.ok(!found('欧阳小明', '大明'));
  assert.ok(!found('欧阳小明', 'yxo'));
});

test('surnames with a sound of their own are read as surnames', () => {
  assert.equal(nameSort('单小白').split(' ')[0], 'shan');
  assert.equal(nameSort('解放').split(' ')[0], 'xie');
});

test('nothing typed finds nothing, not everything', () => {
  assert.equal(tokenRange('  '), null);
});
