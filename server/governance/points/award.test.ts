import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { awardAmount, capSince, expiryOf } from './award.ts';
import { defaultPolicy, defaultRules, urgentTimes } from './policy.ts';

const at = (wallClock: string) => Temporal.Instant.from(`${wallClock}+08:00`);
const rule = (code: string) => defaultRules.find((candidate) => candidate.rule === code) ?? assert.fail(code);

test('an award gives what its rule says and no more than the cap leaves', () => {
  assert.equal(awardAmount(rule('report_accepted')), 5);
  assert.equal(awardAmount(rule('report_solved'), { used: 45, quantity: urgentTimes }), 5);
  assert.equal(awardAmount(rule('report_solved'), { used: 50 }), 0);
  assert.equal(awardAmount(rule('registration'), { used: 20 }), 0);
  assert.equal(awardAmount(rule('duty_hour'), { quantity: 2.5 }), 25);
  assert.equal(awardAmount(rule('duty_hour'), { quantity: 9 }), 40);
  assert.equal(awardAmount(rule('opinion_adopted'), { used: 9999 }), 20);
});

test('however awards come in, a cap is never passed and nothing is negative', () => {
  const awards = fc.array(fc.tuple(fc.constantFrom(...defaultRules), fc.integer({ min: 0, max: 20 })));
  fc.assert(
    fc.property(awards, (list) => {
      const used = new Map<string, number>();
      for (const [{ capGroup, cap, amount }, quantity] of list) {
        const before = used.get(capGroup ?? '') ?? 0;
        const given = awardAmount({ amount, cap }, { used: before, quantity });
        assert.ok(Number.isInteger(given) && given >= 0);
        if (capGroup) used.set(capGroup, before + given);
        if (cap !== null) assert.ok(before + given <= cap);
      }
    }),
  );
});

test('a day and a month begin at midnight in Shanghai', () => {
  assert.equal(capSince('day', at('2026-11-24T00:00:01'))?.toString(), '2026-11-23T16:00:00Z');
  assert.equal(capSince('month', at('2026-11-24T12:00:00'))?.toString(), '2026-10-31T16:00:00Z');
  assert.equal(capSince('ever', at('2026-11-24T12:00:00')), null);
});

test('points last to the end of the following calendar year', () => {
  assert.equal(expiryOf(at('2026-01-01T00:00:00')).toString(), at('2027-12-31T23:59:59').toString());
  assert.equal(expiryOf(at('2026-12-31T23:59:59')).toString(), at('2027-12-31T23:59:59').toString());
  assert.equal(expiryOf(at('2027-01-01T00:00:00')).toString(), at('2028-12-31T23:59:59').toString());
});

test('rules have their own codes, and rules of one cap group share one cap', () => {
  assert.equal(new Set(defaultRules.map((one) => one.rule)).size, defaultRules.length);
  for (const one of defaultRules) {
    assert.equal(one.cap === null, one.capPer === null);
    for (const other of defaultRules)
      if (one.capGroup && one.capGroup === other.capGroup)
        assert.deepEqual([one.cap, one.capPer], [other.cap, other.capPer]);
  }
});

test('the text that people read names the figures of the rules', () => {
  const lines: [string, ...number[]][] = [
    ['报到', 20],
    ['完善个人资料', 10],
    ['志愿值守', 10, 40],
    ['随手拍', 5, 10, 50],
    ['参加培训或讲座', 5],
    ['意见建议被采纳', 20],
    ['帮别人实现微心愿', 30],
    ['见义勇为、紧急救助', 50],
    ['困难帮扶', 60],
  ];
  const paragraphs = defaultPolicy.text.zh.split('\n');
  for (const [name, ...figures] of lines) {
    const line = paragraphs.find((paragraph) => paragraph.startsWith(`· ${name}：`)) ?? assert.fail(name);
    assert.deepEqual(line.match(/\d+/g)?.map(Number), figures);
  }
  const amounts = defaultRules.map((one) => [one.rule, one.amount]);
  assert.deepEqual(amounts, [
    ['registration', 20],
    ['profile_complete', 10],
    ['duty_hour', 10],
    ['report_accepted', 5],
    ['report_solved', 10],
    ['session_attended', 5],
    ['opinion_adopted', 20],
    ['wish_fulfilled', 30],
    ['emergency_help', 50],
    ['hardship_support', 60],
  ]);
  assert.equal(
    defaultPolicy.text.zh.match(/^第.+条/gm)?.length,
    defaultPolicy.text.en.match(/^\d+\. /gm)?.length,
  );
});
