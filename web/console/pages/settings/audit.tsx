/** 审计: who looked at or changed what, for the auditor; without personal data. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditPage } from '../../../../server/kernel/identity/contract.ts';
import { ask, orThrow } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { useFilters } from '../../app/search.ts';
import { Choose } from '../../parts/choose.tsx';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { type Column, RowTable } from '../../parts/row-table.tsx';
import { Nothing } from '../../parts/states.tsx';
import { When } from '../../parts/when.tsx';

type Entry = AuditPage['entries'][number];

export default function Audit() {
  const { t } = useSpeech();
  const columns = useColumns();
  const [filters, filter] = useFilters();
  const { action } = filters;
  const pages = useInfiniteQuery({
    queryKey: ['audit', action],
    queryFn: ({ pageParam, signal }) =>
      orThrow(
        ask('GET /api/v1/audit', { query: { action, after: pageParam ?? undefined, limit: 50 }, signal }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const rows = pages.data?.pages.flatMap(({ entries }) => entries);
  return (
    <Page
      title={t.settings.audit}
      actions={<PrintButton />}
      filters={
        <Choose
          label={t.settings.action}
          value={action}
          options={Object.entries(t.traces).map(([value, label]) => ({ value, label }))}
          choose={(chosen) => filter({ action: chosen })}
          searchable
        />
      }
    >
      <p className="quiet">{t.settings.auditIntro}</p>
      <RowTable
        rows={rows}
        idOf={({ id }) => id}
        columns={columns}
        label={t.settings.audit}
        failure={pages.error}
        retry={() => pages.refetch()}
        empty={<Nothing title={t.settings.auditEmpty} />}
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

function useColumns(): Column<Entry>[] {
  const { t } = useSpeech();
  const words = t.settings;
  return [
    { title: words.at, key: 'at', render: ({ at }) => <When at={at} /> },
    {
      title: words.actor,
      key: 'actor',
      render: ({ actorKind, actor }) => (
        <>
          {words.actorKinds[actorKind] ?? actorKind} <Short text={actor} />
        </>
      ),
    },
    { title: words.action, key: 'action', render: ({ action }) => t.traces[action] ?? action },
    {
      title: words.subject,
      key: 'subject',
      render: ({ subjectKind, subject }) => (
        <>
          {subjectKind ? (words.subjects[subjectKind] ?? subjectKind) : ''} <Short text={subject ?? ''} />
        </>
      ),
    },
    { title: words.purpose, key: 'purpose', render: ({ purpose }) => purpose ?? '—' },
  ];
}

/** An id by its last part; the whole of it on hover. Names of accounts stay as they are. */
function Short({ text }: { text: string }) {
  const shown = /^[0-9a-f-]{36}$/.test(text) ? `…${text.slice(-6)}` : text;
  return (
    <span className="quiet figures" title={text}>
      {shown}
    </span>
  );
}
