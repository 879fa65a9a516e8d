/** Outcomes of lines, in the order in which somebody must look at them. */
import type { LineOutcome } from '../../../../server/cohesion/census/contract.ts';

export const OUTCOMES: readonly LineOutcome[] = [
  'to_decide',
  'rejected',
  'new',
  'changed',
  'duplicate',
  'unchanged',
];
