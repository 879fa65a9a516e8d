/** 站点: every work site with where it was found to lie and what the list claimed. */
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { Checkbox, Tag } from 'antd';
import type { SiteRow } from '../../../../server/cohesion/census/contract.ts';
import { useSpeech } from '../../app/language.tsx';
import { type Filters, useFilters } from '../../app/search.ts';
import { useMayVisit } from '../../app/session.tsx';
import { AreaFilters } from '../../parts/area-filters.tsx';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { type Column, RowTable } from '../../parts/row-table.tsx';
import { SearchBox } from '../../parts/search-box.tsx';
import { Nothing } from '../../parts/states.tsx';
import { sitesQuery } from './sites-query.ts';

const matches = (site: SiteRow, filters: Filters): boolean =>
  (!filters.search ||
    [site.name, site.address, site.brand, site.manager].some((text) =>
      text?.includes(filters.search ?? ''),
    )) &&
  (!filters.community || site.community?.code === filters.community) &&
  (!filters.grid || site.grid?.code === filters.grid) &&
  (filters.check !== 'true' || site.flagged || site.disagrees);

export default function Sites() {
  const { t } = useSpeech();
  const [filters, filter] = useFilters();
  const may = useMayVisit();
  const go = useNavigate();
  const sites = useQuery(sitesQuery);
  const columns = useColumns();
  const rows = sites.data?.sites.filter((site) => matches(site, filters));
  const open = ({ id }: SiteRow) => go({ to: '/sites/$id', params: { id }, search: filters });
  return (
    <Page
      title={t.sites.title}
      actions={<PrintButton />}
      filters={
        <>
          <SearchBox
            value={filters.search ?? ''}
            hint={t.sites.searchHint}
            search={(search) => filter({ search })}
          />
          <AreaFilters />
          <Checkbox
            checked={filters.check === 'true'}
            onChange={({ target }) => filter({ check: target.checked ? 'true' : undefined })}
          >
            {t.workers.flaggedOnly}
          </Checkbox>
        </>
      }
    >
      <RowTable
        rows={rows}
        idOf={({ id }) => id}
        columns={columns}
        label={t.sites.title}
        failure={sites.error}
        retry={() => sites.refetch()}
        open={open}
        edit={({ id }) => go({ to: '/sites/$id', params: { id }, search: { ...filters, edit: 'true' } })}
        empty={
          sites.data?.sites.length ? (
            <Nothing title={t.workers.noMatch} hint={t.workers.noMatchHint}>
              <Link to="/sites">{t.common.clear}</Link>
            </Nothing>
          ) : (
            <Nothing title={t.sites.empty} hint={t.sites.emptyHint}>
              {may('/imports') && <Link to="/imports">{t.workers.emptyGo}</Link>}
            </Nothing>
          )
        }
        count={rows && t.common.shown(rows.length)}
      />
      <Outlet />
    </Page>
  );
}

function useColumns(): Column<SiteRow>[] {
  const { t, say, word } = useSpeech();
  const [filters] = useFilters();
  return [
    {
      title: t.sites.name,
      key: 'name',
      render: ({ id, name }) => (
        <Link to="/sites/$id" params={{ id }} search={filters}>
          {name}
        </Link>
      ),
    },
    { title: t.sites.kind, key: 'kind', render: ({ kind }) => word(kind) },
    {
      title: t.sites.workers,
      key: 'workers',
      render: ({ workers }) => workers,
      align: 'right',
      className: 'figures',
    },
    {
      title: t.sites.found,
      key: 'found',
      render: ({ community, grid, point }) => (
        <>
          {community?.name ?? t.common.unassigned} · {grid?.name ?? t.workers.noGrid}
          {!point && <Tag className="flag">{t.sites.noPoint}</Tag>}
        </>
      ),
    },
    {
      title: t.sites.claimed,
      key: 'claimed',
      render: ({ claimed, disagrees }) => (
        <>
          {claimed?.name ?? '—'} {disagrees && <Tag className="flag">{t.sites.disagrees}</Tag>}
        </>
      ),
    },
    {
      title: t.sites.reason,
      key: 'reason',
      width: 320,
      render: ({ why }) => <span className="clip">{say(why)}</span>,
    },
    { title: t.sites.address, key: 'address', render: ({ address }) => address, width: 220 },
    { title: t.sites.manager, key: 'manager', render: ({ manager }) => manager ?? '—' },
  ];
}
