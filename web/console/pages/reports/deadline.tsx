/** A deadline as a computed time (“最迟今天 10:30 受理”); red only when it has passed. */
import type { ReportRow } from '../../../../server/governance/reports/contract.ts';
import { dayAndTime } from '../../../shared/shanghai.ts';
import { useSpeech } from '../../app/language.tsx';

export function Deadline({ report }: { report: Pick<ReportRow, 'state' | 'deadline' | 'overdue'> }) {
  const { t, language } = useSpeech();
  if (!report.deadline) return <span className="quiet">—</span>;
  const time = dayAndTime(report.deadline, language);
  if (report.overdue)
    return (
      <time dateTime={report.deadline} className="overdue">
        {t.reports.overdueSince(time)}
      </time>
    );
  return <time dateTime={report.deadline}>{t.reports.due[report.state]?.(time) ?? time}</time>;
}
