/** One report: what was seen, what was done, and what this person may do now. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReportDetail } from '../../../../server/governance/reports/contract.ts';
import { useSpeech } from '../../app/language.tsx';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { Failing, Waiting } from '../../parts/states.tsx';
import { Actions } from './actions.tsx';
import { BeforeAfter } from './before-after.tsx';
import { Deadline } from './deadline.tsx';
import { Place } from './place.tsx';
import { ReportFacts } from './report-facts.tsx';
import { reportQuery } from './report-queries.ts';
import { StateTag } from './state-tag.tsx';
import { Steps } from './steps.tsx';

export default function ReportPage() {
  const { id } = useParams({ from: '/reports/$id' });
  const { t } = useSpeech();
  const report = useQuery({ ...reportQuery(id), refetchInterval: 60_000 });
  if (report.error && !report.data)
    return (
      <Page title={t.reports.title}>
        <Failing failure={report.error} retry={() => report.refetch()} />
      </Page>
    );
  if (!report.data)
    return (
      <Page title={t.reports.title}>
        <Waiting />
      </Page>
    );
  return <Shown report={report.data} key={report.data.id} />;
}

function Shown({ report }: { report: ReportDetail }) {
  const { t, say } = useSpeech();
  return (
    <Page
      title={
        <>
          <Link to="/reports" className="crumb">
            {t.reports.title}
          </Link>
          {say(report.category.name)} <span className="report-number figures quiet">{report.number}</span>
        </>
      }
      actions={<PrintButton />}
    >
      <div className="report">
        <div className="report-status">
          <StateTag state={report.state} pace={report.pace} />
          {report.deadline && <Deadline report={report} />}
        </div>
        <div className="report-side">
          <section className="panel report-seen">
            <p className="report-body">{report.body || <span className="quiet">{t.reports.noText}</span>}</p>
            <BeforeAfter report={report} />
          </section>
          <section className="panel report-facts">
            <ReportFacts report={report} />
            <Place report={report} />
          </section>
        </div>
        <div className="report-side">
          <Actions report={report} />
          <Steps report={report} />
        </div>
      </div>
    </Page>
  );
}
