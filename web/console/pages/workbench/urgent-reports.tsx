/** Open reports by deadline, overdue first. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ask, from } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { RowTable } from '../../parts/row-table.tsx';
import { Nothing } from '../../parts/states.tsx';
import { useReportCards } from '../reports/report-columns.tsx';
import { statesOf } from '../reports/states.ts';

export function UrgentReports() {
  const { t } = useSpeech();
  const go = useNavigate();
  const columns = useReportCards();
  const reports = useQuery({
    ...from(['reports', 'list', 'urgent'], (signal) =>
      ask('GET /api/v1/reports', { query: { state: statesOf('open'), order: 'deadline', limit: 8 }, signal }),
    ),
    refetchInterval: 60_000,
  });
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t.workbench.next}</h2>
        <Link to="/reports">{t.workbench.allReports}</Link>
      </div>
      <RowTable
        rows={reports.data?.reports}
        idOf={({ id }) => id}
        columns={columns}
        label={t.workbench.next}
        failure={reports.error}
        retry={() => reports.refetch()}
        open={({ id }) => go({ to: '/reports/$id', params: { id } })}
        rowClass={({ overdue }) => (overdue ? 'row-overdue' : '')}
        empty={<Nothing title={t.workbench.noReports} hint={t.workbench.noReportsHint} />}
      />
    </section>
  );
}
