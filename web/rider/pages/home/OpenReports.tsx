/** My reports that are still under way, with the next step and its time. */
import type { ReportState } from '../../../../server/governance/reports/contract.ts';
import { ask } from '../../api.ts';
import { ReportCell } from '../../parts/ReportCell.tsx';
import { Shown, Skeleton } from '../../parts/states.tsx';
import { useAsked } from '../../session/asked.ts';
import { t } from '../../session/language.ts';

const OPEN: ReportState[] = ['submitted', 'accepted', 'dispatched', 'handling', 'handled'];

export function OpenReports() {
  const asking = useAsked(() => ask('GET /api/v1/worker/reports'));
  return (
    <section class="section">
      <h2 class="section-title">
        {t().home.open}
        <a class="section-link" href="/reports">
          {t().all}
        </a>
      </h2>
      <Shown asking={asking} skeleton={<Skeleton rows={1} />}>
        {({ reports }) => {
          const open = reports.filter(({ state }) => OPEN.includes(state)).slice(0, 3);
          if (!open.length) return <p class="nothing">{t().home.noOpen}</p>;
          return (
            <div class="cells">
              {open.map((report) => (
                <ReportCell key={report.id} report={report} />
              ))}
            </div>
          );
        }}
      </Shown>
    </section>
  );
}
