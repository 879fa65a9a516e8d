/** 新就业群体台账: the ledger of workers, searched, filtered, exported; a person opens beside the list. */
import { TableOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { WorkerQuery, WorkerRow } from '../../../../server/cohesion/census/contract.ts';
import { address, type Failure } from '../../../shared/api.ts';
import { ask, orThrow } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { LEDGER_KEEPERS } from '../../app/places.ts';
import { type Filters, useFilters } from '../../app/search.ts';
import { holds, useSession } from '../../app/session.tsx';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { RowTable } from '../../parts/row-table.tsx';
import { NoWorkers } from './no-workers.tsx';
import { useWorkerColumns } from './worker-columns.tsx';
import { WorkerFilters } from './worker-filters.tsx';

const asked = (filters: Filters): WorkerQuery => ({
  search: filters.search,
  state: filters.state as WorkerQuery['state'],
  community: filters.community,
  grid: filters.grid,
  site: filters.site,
  flagged: filters.flagged === 'true' ? true : undefined,
});

export default function Workers() {
  const { t } = useSpeech();
  const { me } = useSession();
  const [filters] = useFilters();
  const go = useNavigate();
  const columns = useWorkerColumns();
  const query = asked(filters);
  const pages = useInfiniteQuery({
    queryKey: ['workers', query],
    queryFn: ({ pageParam, signal }) =>
      orThrow(
        ask('GET /api/v1/workers', { query: { ...query, after: pageParam ?? undefined, limit: 50 }, signal }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (old) => old,
  });
  const rows = pages.data?.pages.flatMap(({ workers }) => workers);
  const first = pages.data?.pages[0];
  const open = ({ id }: WorkerRow) => go({ to: '/workers/$id', params: { id }, search: filters });
  return (
    <Page
      title={t.workers.title}
      actions={
        <>
          <PrintButton />
          {holds(me, LEDGER_KEEPERS) && (
            <Button icon={<TableOutlined />} href={address('/api/v1/workers.xlsx', { query })} download>
              {t.common.excel}
            </Button>
          )}
        </>
      }
      filters={<WorkerFilters />}
    >
      <RowTable
        rows={rows}
        idOf={({ id }) => id}
        columns={columns}
        label={t.workers.title}
        failure={pages.error as Failure | null}
        retry={() => pages.refetch()}
        open={open}
        edit={({ id }) => go({ to: '/workers/$id', params: { id }, search: { ...filters, edit: 'true' } })}
        empty={<NoWorkers filtered={Object.values(query).some(Boolean)} />}
        more={{
          has: pages.hasNextPage,
          loading: pages.isFetchingNextPage,
          load: () => pages.fetchNextPage(),
        }}
        count={first && t.common.shownOf(rows?.length ?? 0, first.total, first.totalIsExact)}
      />
      <Outlet />
    </Page>
  );
}
