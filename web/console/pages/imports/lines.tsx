/** The lines of an import by outcome; undecided ones are decided here, also by keyboard. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ImportLine, ImportView } from '../../../../server/cohesion/census/contract.ts';
import { ask, orThrow } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { useFilters } from '../../app/search.ts';
import { RowTable } from '../../parts/row-table.tsx';
import { Nothing } from '../../parts/states.tsx';
import { countOf, linesKey } from './import-queries.ts';
import { useLineColumns } from './line-columns.tsx';
import { OUTCOMES } from './outcomes.ts';
import { useDecide } from './use-decide.ts';

export function Lines({ shown }: { shown: ImportView }) {
  const { t } = useSpeech();
  const [filters] = useFilters();
  const outcome =
    OUTCOMES.find((one) => one === filters.outcome) ??
    OUTCOMES.find((one) => countOf(shown, one) > 0) ??
    'new';
  const open = shown.state === 'previewed';
  const decide = useDecide(shown.id, outcome);
  const columns = useLineColumns(shown.kind, outcome, open ? decide : null);
  const pages = useInfiniteQuery({
    queryKey: [...linesKey(shown.id), outcome],
    queryFn: ({ pageParam, signal }) =>
      orThrow(
        ask('GET /api/v1/imports/:id/lines', {
          params: { id: shown.id },
          query: { outcome, after: pageParam ?? undefined, limit: 50 },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const rows = pages.data?.pages.flatMap(({ lines }) => lines);
  const keysOf = (line: ImportLine) =>
    open && outcome === 'to_decide'
      ? [
          ...line.candidates.map((_, index) => ({
            key: String(index + 1),
            what: t.keys.same(index + 1),
            run: () => decide(line, `same:${index}`),
          })),
          { key: 'n', what: t.keys.newOne, run: () => decide(line, 'new') },
          { key: 's', what: t.keys.skip, run: () => decide(line, 'skip') },
        ]
      : [];
  return (
    <>
      <nav className="tabs" aria-label={t.imports.result}>
        {OUTCOMES.map((one) => (
          <Link
            key={one}
            to="/imports/$id"
            params={{ id: shown.id }}
            search={{ outcome: one }}
            aria-current={one === outcome ? 'page' : undefined}
            title={t.imports.outcomeHints[one]}
          >
            {t.imports.outcomes[one]} <span className="tab-count">{countOf(shown, one)}</span>
          </Link>
        ))}
      </nav>
      <p className="quiet">{t.imports.outcomeHints[outcome]}</p>
      {open && outcome === 'to_decide' && (
        <>
          <Undecided rows={rows} more={pages.hasNextPage} />
          <p className="quiet no-print">{t.imports.byKeys}</p>
        </>
      )}
      <RowTable
        rows={rows}
        idOf={({ line }) => String(line)}
        columns={columns}
        label={t.imports.outcomes[outcome]}
        failure={pages.error}
        retry={() => pages.refetch()}
        keysOf={keysOf}
        empty={<Nothing title={t.imports.noLines} />}
        more={{
          has: pages.hasNextPage,
          loading: pages.isFetchingNextPage,
          load: () => pages.fetchNextPage(),
        }}
        count={rows && t.common.shownOf(rows.length, countOf(shown, outcome), true)}
      />
    </>
  );
}

function Undecided({ rows, more }: { rows: ImportLine[] | undefined; more: boolean }) {
  const { t } = useSpeech();
  const left = rows?.filter(({ decision }) => decision === null).length ?? 0;
  return left > 0 && !more ? <p role="status">{t.imports.undecided(left)}</p> : null;
}
