/** 随手拍工单: the board of reports by state and deadline. */
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import type { ReportRow } from '../../../../server/governance/reports/contract.ts';
import { newKey } from '../../../shared/key.ts';
import { ask, orThrow } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { useFilters } from '../../app/search.ts';
import { useNarrow } from '../../parts/narrow.ts';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { RowTable } from '../../parts/row-table.tsx';
import { Nothing } from '../../parts/states.tsx';
import { useReportCards, useReportColumns } from './report-columns.tsx';
import { ReportFilters } from './report-filters.tsx';
import { askedBy, boardQuery } from './report-queries.ts';
import { ReportTabs } from './report-tabs.tsx';

export default function Reports() {
  const { t } = useSpeech();
  const [filters] = useFilters();
  const go = useNavigate();
  const narrow = useNarrow();
  const columns = useReportColumns();
  const cards = useReportCards();
  const accept = useAccept();
  const query = askedBy(filters);
  const board = useQuery({ ...boardQuery, refetchInterval: 60_000 });
  const pages = useInfiniteQuery({
    queryKey: ['reports', 'list', query],
    queryFn: ({ pageParam, signal }) =>
      orThrow(
        ask('GET /api/v1/reports', { query: { ...query, after: pageParam ?? undefined, limit: 50 }, signal }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (old) => old,
    refetchInterval: 60_000,
  });
  const rows = pages.data?.pages.flatMap(({ reports }) => reports);
  const filtered = Object.values(filters).some(Boolean);
  return (
    <Page title={t.reports.title} actions={<PrintButton />} filters={<ReportFilters />}>
      <ReportTabs board={board.data} />
      <RowTable
        rows={rows}
        idOf={({ id }) => id}
        columns={narrow ? cards : columns}
        label={t.reports.title}
        failure={pages.error}
        retry={() => pages.refetch()}
        open={({ id }) => go({ to: '/reports/$id', params: { id } })}
        accept={accept}
        rowClass={({ overdue }) => (overdue ? 'row-overdue' : '')}
        empty={
          <Nothing
            title={filtered ? t.reports.emptyFiltered : t.reports.empty}
            hint={filtered ? undefined : t.reports.emptyHint}
          />
        }
        more={{
          has: pages.hasNextPage,
          loading: pages.isFetchingNextPage,
          load: () => pages.fetchNextPage(),
        }}
        count={rows && t.common.shown(rows.length)}
      />
    </Page>
  );
}

/** `a` on a row: accepts the report where that is still possible. */
function useAccept() {
  const { t, say } = useSpeech();
  const { message } = App.useApp();
  const store = useQueryClient();
  return async ({ id, number }: ReportRow) => {
    const report = await ask('GET /api/v1/reports/:id', { params: { id } });
    if (!report.ok) return void message.error(say(report.said));
    if (!report.value.allowed.includes('accept')) return void message.info(`${number}：${t.reports.gone}`);
    const seq = report.value.events.at(-1)?.seq ?? 1;
    const done = await ask('POST /api/v1/reports/:id/events', {
      params: { id },
      body: { event: 'accept', seq },
      key: newKey(),
    });
    if (!done.ok) return void message.error(say(done.said));
    message.success(`${number}：${t.reports.tabs[done.value.state]}`);
    store.setQueryData(['reports', id], done.value);
    store.invalidateQueries({ queryKey: ['reports', 'list'] });
    store.invalidateQueries({ queryKey: ['reports', 'board'] });
  };
}
