/** One report in a list: its picture, what it is, where it stands and what comes next. */
import type { ReportRow } from '../../../server/governance/reports/contract.ts';
import { photo } from '../api.ts';
import { say, t, when } from '../session/language.ts';
import { Icon } from './Icon.tsx';

export const ReportCell = ({ report }: { report: ReportRow }) => (
  <a class="cell cell-tap report-cell" href={`/reports/${report.id}`}>
    <span class="report-picture">
      {report.photo ? (
        <img src={photo(report.photo)} alt="" loading="lazy" width="64" height="64" />
      ) : (
        <Icon name="photo" />
      )}
    </span>
    <span class="cell-main">
      <span class="cell-label">
        {say(report.category.name)}
        <StateMark state={report.state} />
      </span>
      <span class="cell-detail one-line">
        {report.placeNote || report.body || report.community?.name || report.number}
      </span>
      <NextLine report={report} />
    </span>
    <span class="cell-next">
      <Icon name="next" size={20} />
    </span>
  </a>
);

export const StateMark = ({ state }: { state: string }) => (
  <span class={`mark mark-${state}`}>{t().reports.state[state] ?? state}</span>
);

/** The computed time of the next step, or when it was sent. */
function NextLine({ report: { state, deadline, overdue, submittedAt } }: { report: ReportRow }) {
  if (overdue) return <span class="cell-detail overdue">{t().reports.overdue}</span>;
  const next = t().reports.next[state];
  return <span class="cell-detail">{deadline && next ? next(when(deadline)) : when(submittedAt)}</span>;
}
