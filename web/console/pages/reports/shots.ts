/** Which photos show the matter, and which prove what was done. */
import type { ReportDetail } from '../../../../server/governance/reports/contract.ts';

export type Shot = ReportDetail['photos'][number];

/** The photos of filing, and those of the latest step that has some. */
export function shotsOf({ photos }: Pick<ReportDetail, 'photos'>): { before: Shot[]; after: Shot[] } {
  const first = Math.min(...photos.map(({ seq }) => seq));
  const last = Math.max(...photos.map(({ seq }) => seq));
  return {
    before: photos.filter(({ seq }) => seq === first),
    after: last > first ? photos.filter(({ seq }) => seq === last) : [],
  };
}
