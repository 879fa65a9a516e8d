/** 导入: a file of the office goes in here; below, what was imported before. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ImportView } from '../../../../server/cohesion/census/contract.ts';
import { ask, orThrow } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { Page } from '../../parts/page.tsx';
import { type Column, RowTable } from '../../parts/row-table.tsx';
import { Nothing } from '../../parts/states.tsx';
import { When } from '../../parts/when.tsx';
import { DropZone } from './drop-zone.tsx';
import { atWork } from './import-queries.ts';
import { OUTCOMES } from './outcomes.ts';

export default function Imports() {
  const { t } = useSpeech();
  const go = useNavigate();
  const columns = useColumns();
  const pages = useInfiniteQuery({
    queryKey: ['imports'],
    queryFn: ({ pageParam, signal }) =>
      orThrow(ask('GET /api/v1/imports', { query: { after: pageParam ?? undefined }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.imports.some((one) => atWork(one.state)) ? 2000 : false,
  });
  const rows = pages.data?.pages.flatMap(({ imports }) => imports);
  return (
    <Page title={t.imports.title}>
      <DropZone />
      <h2>{t.imports.earlier}</h2>
      <RowTable
        rows={rows}
        idOf={({ id }) => id}
        columns={columns}
        label={t.imports.earlier}
        failure={pages.error}
        retry={() => pages.refetch()}
        open={({ id }) => go({ to: '/imports/$id', params: { id } })}
        empty={<Nothing title={t.imports.none} hint={t.imports.noneHint} />}
        more={{
          has: pages.hasNextPage,
          loading: pages.isFetchingNextPage,
          load: () => pages.fetchNextPage(),
        }}
      />
    </Page>
  );
}

function useColumns(): Column<ImportView>[] {
  const { t } = useSpeech();
  return [
    {
      title: t.imports.file,
      key: 'file',
      render: ({ id, fileName }) => (
        <Link to="/imports/$id" params={{ id }}>
          {fileName}
        </Link>
      ),
    },
    { title: t.sites.kind, key: 'kind', render: ({ kind }) => t.imports.kinds[kind] },
    {
      title: t.imports.state,
      key: 'state',
      render: ({ state }) => <span className={`import-${state}`}>{t.imports.states[state]}</span>,
    },
    {
      title: t.imports.result,
      key: 'result',
      render: ({ counts }) =>
        OUTCOMES.filter((outcome) => counts[outcome])
          .map((outcome) => `${t.imports.outcomes[outcome]} ${counts[outcome]}`)
          .join(' · ') || '—',
    },
    { title: t.imports.when, key: 'when', render: ({ createdAt }) => <When at={createdAt} /> },
    { title: t.imports.who, key: 'createdBy', render: ({ createdBy }) => createdBy },
  ];
}
