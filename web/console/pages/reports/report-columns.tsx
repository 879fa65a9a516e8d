/** Columns of the board, and the card that stands for a row on a phone. */
import { Link } from '@tanstack/react-router';
import type { ReportRow } from '../../../../server/governance/reports/contract.ts';
import { useSpeech } from '../../app/language.tsx';
import { Photo } from '../../parts/photo.tsx';
import type { Column } from '../../parts/row-table.tsx';
import { When } from '../../parts/when.tsx';
import { Deadline } from './deadline.tsx';
import { StateTag } from './state-tag.tsx';

export function useReportColumns(): Column<ReportRow>[] {
  const { t, say } = useSpeech();
  return [
    {
      title: t.reports.what,
      key: 'what',
      width: 380,
      render: (report) => (
        <div className="report-what">
          {report.photo && <Photo id={report.photo} label={t.reports.photo(1)} size="thumb" />}
          <div>
            <Link to="/reports/$id" params={{ id: report.id }}>
              {say(report.category.name)}
            </Link>
            <span className="clip">{report.body || t.reports.noText}</span>
            <span className="quiet figures">{report.number}</span>
          </div>
        </div>
      ),
    },
    {
      title: t.reports.state,
      key: 'state',
      render: ({ state, pace }) => <StateTag state={state} pace={pace} />,
    },
    { title: t.reports.deadline, key: 'deadline', render: (report) => <Deadline report={report} /> },
    {
      title: t.reports.place,
      key: 'place',
      width: 200,
      render: ({ community, grid, placeNote }) => (
        <>
          <span>{grid?.name ?? community?.name ?? t.common.unassigned}</span>
          <span className="clip quiet">{placeNote}</span>
        </>
      ),
    },
    { title: t.reports.handler, key: 'handler', render: ({ handler }) => handler ?? '—' },
    {
      title: t.reports.submitted,
      key: 'submitted',
      render: ({ submittedAt }) => <When at={submittedAt} />,
    },
  ];
}

/** One column of cards. */
export function useReportCards(): Column<ReportRow>[] {
  const { t } = useSpeech();
  return [{ title: t.reports.what, key: 'card', render: (report) => <ReportCard report={report} /> }];
}

export function ReportCard({ report }: { report: ReportRow }) {
  const { t, say } = useSpeech();
  return (
    <div className="report-card">
      {report.photo && <Photo id={report.photo} label={t.reports.photo(1)} size="thumb" />}
      <div>
        <Link to="/reports/$id" params={{ id: report.id }}>
          {say(report.category.name)}
        </Link>{' '}
        <StateTag state={report.state} pace={report.pace} />
        <span className="clip">{report.body || t.reports.noText}</span>
        <span className="clip quiet">
          {[report.grid?.name ?? report.community?.name ?? t.common.unassigned, report.placeNote]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <Deadline report={report} />
      </div>
    </div>
  );
}
