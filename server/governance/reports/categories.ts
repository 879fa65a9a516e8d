// 随手拍类别: what a street starts with, in two levels; it may change them afterwards. Classes after the events and
// components of GB/T 30428.2 (数字化城市管理信息系统 第2部分：管理部件和事件), and what riders meet; codes, urgency and
// conditions are own defaults, each with the three columns of local standards: 立案条件, 处置时限, 结案条件.
import type { Said } from '../../kernel/http/contract.ts';
import { sayLimit } from '../../kernel/time/say.ts';
import { dangerGroups } from './categories-danger.ts';
import { peopleGroups } from './categories-people.ts';
import { streetGroups } from './categories-street.ts';
import type { CategoryGroup, SmallCategory } from './category-shape.ts';
import type { Pace } from './contract.ts';
import { limits } from './limits.ts';

/** A category as a street stores it: headings have no parent and carry no conditions. */
export interface DefaultCategory extends SmallCategory {
  readonly parent: string | null;
  readonly position: number;
}

/** The default large categories in the order in which they are offered. */
export const categoryGroups: readonly CategoryGroup[] = [...streetGroups, ...dangerGroups, ...peopleGroups];

/** Both levels in one list, each heading before its small categories. */
export const defaultCategories: readonly DefaultCategory[] = categoryGroups
  .flatMap(({ children, ...group }) => [
    {
      ...{ ...group, parent: null, pace: 'ordinary' as const, photoRequired: false },
      ...{ guidance: { zh: '', en: '' }, filingCondition: '', closingCondition: '' },
    },
    ...children.map((child) => ({ ...child, parent: group.code })),
  ])
  .map((category, position) => ({ ...category, position }));

/** 处置时限 as told to people: “2个工作小时内受理，3个工作日内处置”. */
export function sayLimits(pace: Pace): Said {
  const [accept, handle] = [sayLimit(limits[pace].accept), sayLimit(limits[pace].handle)];
  return {
    zh: `${accept.zh}内受理，${handle.zh}内处置`,
    en: `accepted within ${accept.en}, handled within ${handle.en}`,
  };
}
