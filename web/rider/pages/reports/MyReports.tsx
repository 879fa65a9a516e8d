/** All my reports, newest first. */
import type { ReportRow } from '../../../../server/governance/reports/contract.ts';
import { ask } from '../../api.ts';
import { sentCount } from '../../drafts/drafts.ts';
import { Page } from '../../parts/Page.tsx';
import { PagedList } from '../../parts/PagedList.tsx';
import { ReportCell } from '../../parts/ReportCell.tsx';
import { Empty } from '../../parts/states.tsx';
import { t } from '../../session/language.ts';
import { usePages } from '../../session/pages.ts';

export default function MyReports() {
  return (
    <Page title={t().reports.title}>
      <List key={sentCount.value} />
    </Page>
  );
}

function List() {
  const pages = usePages(
    (after) => ask('GET /api/v1/worker/reports', { query: { after } }),
    ({ reports }): ReportRow[] => reports,
  );
  return (
    <PagedList
      pages={pages}
      empty={
        <Empty icon="camera" title={t().reports.none}>
          <p class="quiet">{t().reports.noneIs}</p>
          <a class="button" href="/report">
            {t().reports.first}
          </a>
        </Empty>
      }
    >
      {(report) => <ReportCell key={report.id} report={report} />}
    </PagedList>
  );
}
