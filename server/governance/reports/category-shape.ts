// What a category of snap reports holds.
import type { Said } from '../../kernel/http/contract.ts';
import type { Pace } from './contract.ts';

/** A small category. Its limits follow from `pace` (limits.ts), its points from the points policy. */
export interface SmallCategory {
  readonly code: string;
  readonly name: Said;
  /** urgent 紧急 (natural clock, duty phone at once), ordinary 一般, hard 疑难. */
  readonly pace: Pace;
  readonly photoRequired: boolean;
  /** What to show or write so that it can be handled at once; who to call first where life is at risk. */
  readonly guidance: Said;
  /** 立案条件: when it is a case. */
  readonly filingCondition: string;
  /** 结案条件: what must be so for it to be closed; what the verifier confirms. */
  readonly closingCondition: string;
}

/** A large category: a heading with its small ones. Nothing is reported under the heading itself. */
export interface CategoryGroup {
  readonly code: string;
  readonly name: Said;
  readonly children: readonly SmallCategory[];
}
