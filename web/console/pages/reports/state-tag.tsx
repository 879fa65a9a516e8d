/** The state of a report, the same everywhere. */
import type { ReportRow } from '../../../../server/governance/reports/contract.ts';
import { useSpeech } from '../../app/language.tsx';

export function StateTag({ state, pace }: Pick<ReportRow, 'state'> & { pace?: ReportRow['pace'] }) {
  const { t } = useSpeech();
  return (
    <>
      <span className={`state-tag state-${state}`}>{t.reports.tabs[state]}</span>
      {pace === 'urgent' && <span className="state-tag state-urgent">{t.reports.paces.urgent}</span>}
    </>
  );
}
