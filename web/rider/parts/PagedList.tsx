/** A list that grows page by page, in each of its states. */
import type { ComponentChildren } from 'preact';
import { t, when } from '../session/language.ts';
import type { Pages } from '../session/pages.ts';
import { Failing, Skeleton } from './states.tsx';

interface PagedListProps<Row, First> {
  pages: Pages<Row, First>;
  empty: ComponentChildren;
  children: (row: Row) => ComponentChildren;
}

export const PagedList = <Row, First>({ pages, empty, children }: PagedListProps<Row, First>) => (
  <>
    {pages.keptAt && <p class="kept">{t().keptFrom(when(pages.keptAt))}</p>}
    {pages.rows.length > 0 && <div class="cells">{pages.rows.map(children)}</div>}
    {pages.loading && <Skeleton rows={pages.rows.length ? 1 : 4} />}
    {pages.failure && <Failing failure={pages.failure} again={pages.again} />}
    {!pages.loading && !pages.failure && pages.rows.length === 0 && empty}
    {pages.more && (
      <button type="button" class="button button-plain" onClick={pages.more}>
        {t().more}
      </button>
    )}
  </>
);
