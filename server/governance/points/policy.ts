// 积分管理办法: what earns points, as data. A street starts with this version; its own versions follow as rows.
// Amounts are own defaults, in the order of magnitude of published local rules (50 per good deed, 60 a month for people
// in hardship); domain rules, section 6. Points only reward: no rule takes any away.
import type { Said } from '../../kernel/http/contract.ts';
import { policyText } from './policy-text.ts';

/** Over what a cap counts: once for all, a day, a month (both Asia/Shanghai), or one activity. */
export type CapPer = 'ever' | 'day' | 'month' | 'session';

/** One rule: `amount` points for each `unit`; within `capPer` at most `cap` points over all rules of one `capGroup`. */
export interface PointRule {
  readonly rule: string;
  readonly name: Said;
  readonly unit: Said;
  /** Points, above 0. */
  readonly amount: number;
  readonly cap: number | null;
  readonly capPer: CapPer | null;
  readonly capGroup: string | null;
  /** What proves it: the record that every award must cite. */
  readonly proof: Said;
}

/** A version of the whole policy. */
export interface PointsPolicy {
  readonly version: number;
  readonly text: Said;
  readonly rules: readonly PointRule[];
}

const once = { zh: '一次', en: 'once' };
const each = { zh: '每件', en: 'each' };
const report = { zh: '上报记录', en: 'the report' };

/** An urgent report gives this many times the points of `report_accepted` and `report_solved`. */
export const urgentTimes = 2;

/** The rules of version 1. */
export const defaultRules = [
  {
    rule: 'registration',
    name: { zh: '报到', en: 'Registration' },
    unit: once,
    amount: 20,
    cap: 20,
    capPer: 'ever',
    capGroup: 'registration',
    proof: { zh: '报到记录', en: 'the registration' },
  },
  {
    rule: 'profile_complete',
    name: { zh: '完善个人资料', en: 'Profile complete' },
    unit: once,
    amount: 10,
    cap: 10,
    capPer: 'ever',
    capGroup: 'profile',
    proof: { zh: '个人资料', en: 'the profile' },
  },
  {
    rule: 'duty_hour',
    name: { zh: '志愿值守', en: 'Volunteer duty' },
    unit: { zh: '每小时', en: 'an hour' },
    amount: 10,
    cap: 40,
    capPer: 'day',
    capGroup: 'duty',
    proof: { zh: '经确认的值守时长', en: 'the confirmed hours of the duty' },
  },
  {
    rule: 'report_accepted',
    name: { zh: '随手拍被受理', en: 'Snap report accepted' },
    unit: each,
    amount: 5,
    cap: 50,
    capPer: 'day',
    capGroup: 'report',
    proof: report,
  },
  {
    rule: 'report_solved',
    name: { zh: '随手拍已解决', en: 'Snap report solved' },
    unit: each,
    amount: 10,
    cap: 50,
    capPer: 'day',
    capGroup: 'report',
    proof: report,
  },
  {
    rule: 'session_attended',
    name: { zh: '参加培训或讲座', en: 'Training or lecture attended' },
    unit: { zh: '每场', en: 'a session' },
    amount: 5,
    cap: 5,
    capPer: 'session',
    capGroup: 'session',
    proof: { zh: '签到记录', en: 'the check-in' },
  },
  {
    rule: 'opinion_adopted',
    name: { zh: '意见建议被采纳', en: 'Opinion adopted' },
    unit: each,
    amount: 20,
    cap: null,
    capPer: null,
    capGroup: null,
    proof: { zh: '采纳答复', en: 'the answer that adopts it' },
  },
  {
    rule: 'wish_fulfilled',
    name: { zh: '帮别人实现微心愿', en: "Another's wish fulfilled" },
    unit: each,
    amount: 30,
    cap: null,
    capPer: null,
    capGroup: null,
    proof: { zh: '心愿人确认', en: 'the confirmation by the person who wished' },
  },
  {
    rule: 'emergency_help',
    name: { zh: '见义勇为、紧急救助', en: 'Help in an emergency' },
    unit: { zh: '每次，经核实', en: 'each, after confirmation' },
    amount: 50,
    cap: null,
    capPer: null,
    capGroup: null,
    proof: { zh: '社区核实记录', en: "the community's confirmation" },
  },
  {
    rule: 'hardship_support',
    name: { zh: '困难帮扶', en: 'Support in hardship' },
    unit: { zh: '每月', en: 'a month' },
    amount: 60,
    cap: 60,
    capPer: 'month',
    capGroup: 'hardship',
    proof: { zh: '社区决定（不公开）', en: "the community's decision (private)" },
  },
] as const satisfies readonly PointRule[];

/** Code of a rule in the default policy. */
export type RuleCode = (typeof defaultRules)[number]['rule'];

/** What a new street starts with: version 1, in force once two administrators have approved it. */
export const defaultPolicy: PointsPolicy = { version: 1, text: policyText, rules: defaultRules };
