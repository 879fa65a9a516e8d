/** One report of mine: what comes next, its steps with times, its photos, and what I can do now. */

import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import type { ReportDetail } from '../../../../server/governance/reports/contract.ts';
import { ask } from '../../api.ts';
import './report.css';
import { Cell, Cells } from '../../parts/cells.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Page } from '../../parts/Page.tsx';
import { StateMark } from '../../parts/ReportCell.tsx';
import { Shown, Skeleton } from '../../parts/states.tsx';
import { useAsked } from '../../session/asked.ts';
import { say, t, when } from '../../session/language.ts';
import { Adding } from './Adding.tsx';
import { useCausing } from './causing.ts';
import { IsItSolved } from './IsItSolved.tsx';
import { Photos } from './Photos.tsx';
import { Rate } from './Rate.tsx';
import { Steps } from './Steps.tsx';
import { Withdraw } from './Withdraw.tsx';

export default function OneReport() {
  const { id = '' } = useRoute().params;
  return <One key={id} id={id} />;
}

function One({ id }: { id: string }) {
  const asking = useAsked(() => ask('GET /api/v1/reports/:id', { params: { id } }));
  return (
    <Page title={t().reports.page} back="/reports">
      <Shown asking={asking} skeleton={<Skeleton rows={4} tall />}>
        {(report) => <Content report={report} show={asking.show} again={asking.again} />}
      </Shown>
    </Page>
  );
}

interface ContentProps {
  report: ReportDetail;
  show: (report: ReportDetail) => void;
  again: () => Promise<void>;
}

function Content({ report, show, again }: ContentProps) {
  const [told, setTold] = useState<string | null>(null);
  const causing = useCausing(report, {
    show(next) {
      show(next);
      setTold(t().reports.done);
    },
    async changed() {
      await again();
      setTold(t().reports.changed);
    },
  });
  const can = (event: string) => report.allowed.includes(event);
  const place = report.placeNote || [report.community?.name, report.grid?.name].filter(Boolean).join(' · ');
  return (
    <>
      <section class="report-head">
        <p class="report-title">
          {say(report.category.name)}
          <StateMark state={report.state} />
        </p>
        <p class="quiet">{report.number}</p>
        {report.body && <p class="report-body">{report.body}</p>}
      </section>
      {told && (
        <p class="note" role="status">
          {told}
        </p>
      )}
      {report.next && (
        <section class={report.overdue ? 'card happens happens-late' : 'card happens'}>
          <p class="card-over">
            <Icon name="clock" size={20} />
            {t().reports.happensNext}
          </p>
          <p class="happens-next">{say(report.next)}</p>
          {report.overdue && <p class="overdue">{t().reports.overdue}</p>}
        </section>
      )}
      <Photos photos={report.photos.filter(({ seq }) => seq === 1).map(({ id }) => id)} />
      {can('verify') && <IsItSolved causing={causing} />}
      {can('rate') && <Rate causing={causing} />}
      {report.rating !== null && <p class="note">{t().reports.rated(report.rating)}</p>}
      {report.points > 0 && (
        <p class="note note-points">
          <Icon name="star" size={20} />
          {t().reports.points(report.points)}
        </p>
      )}
      <Steps events={report.events} />
      <Cells>
        {place && <Cell label={t().reports.place} value={place} />}
        <Cell label={t().reports.sentAt} value={when(report.submittedAt)} />
        {report.takenAt && <Cell label={t().reports.takenAt} value={when(report.takenAt)} />}
        {report.closingCondition && <Cell label={t().reports.condition} detail={report.closingCondition} />}
      </Cells>
      {can('reopen') && <Adding event="reopen" causing={causing} />}
      {can('remark') && <Adding key={report.events.length} event="remark" causing={causing} />}
      {can('withdraw') && <Withdraw causing={causing} />}
    </>
  );
}
