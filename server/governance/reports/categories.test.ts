import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultCategories, sayLimits } from './categories.ts';
import { rejections } from './rejections.ts';

const small = defaultCategories.filter(({ parent }) => parent !== null);

test('every small category has a heading, both names, guidance and both conditions', () => {
  const headings = new Set(defaultCategories.filter(({ parent }) => parent === null).map(({ code }) => code));
  assert.equal(headings.size, 12);
  for (const category of small) {
    assert.ok(category.parent && headings.has(category.parent), category.code);
    assert.ok(category.code.length <= 40 && category.code.startsWith(`${category.parent}.`));
    for (const text of [category.name.zh, category.name.en, category.guidance.zh, category.guidance.en])
      assert.ok(text.length > 0, category.code);
    for (const text of [category.filingCondition, category.closingCondition])
      assert.match(text, /。$/, category.code);
  }
});

test('codes are unique and positions follow the list', () => {
  assert.equal(new Set(defaultCategories.map(({ code }) => code)).size, defaultCategories.length);
  assert.deepEqual(
    defaultCategories.map(({ position }) => position),
    [...defaultCategories.keys()],
  );
});

test('each urgent category that can cost a life names who to call first', () => {
  for (const category of small.filter(
    ({ code }) => code.startsWith('emergency.') || code === 'elders.lost_elder',
  ))
    assert.match(category.guidance.zh, /110|119|120/, category.code);
});

test('the limits are told in full', () => {
  assert.equal(sayLimits('urgent').zh, '15分钟内受理，24小时内处置');
  assert.equal(sayLimits('ordinary').zh, '2个工作小时内受理，3个工作日内处置');
  assert.equal(sayLimits('hard').en, 'accepted within 2 working hours, handled within 7 working days');
});

test('every reason of refusal names another channel', () => {
  assert.equal(new Set(rejections.map(({ code }) => code)).size, rejections.length);
  for (const { channel } of rejections) assert.ok(channel.zh && channel.en);
  const channels = rejections.map(({ channel }) => channel.zh).join('');
  for (const number of ['110', '119', '120', '122', '12345', '法院', '平台'])
    assert.ok(channels.includes(number), number);
});
