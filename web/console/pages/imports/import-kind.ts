import type { ImportKind } from '../../../../server/cohesion/census/contract.ts';

/** What a file probably is. */
export function kindOf(fileName: string): ImportKind {
  if (/\.(geo)?json$/i.test(fileName)) return 'areas';
  return /站点|网点|驿站|site|station/i.test(fileName) && !/人员|花名册|摸排|骑手|roster/i.test(fileName)
    ? 'sites'
    : 'roster';
}
