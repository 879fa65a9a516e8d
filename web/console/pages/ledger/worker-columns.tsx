/** Columns of the ledger. */
import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import type { WorkerRow } from '../../../../server/cohesion/census/contract.ts';
import { useSpeech } from '../../app/language.tsx';
import { useFilters } from '../../app/search.ts';
import type { Column } from '../../parts/row-table.tsx';
import { When } from '../../parts/when.tsx';

export function useWorkerColumns(): Column<WorkerRow>[] {
  const { t, word } = useSpeech();
  const [filters] = useFilters();
  return [
    {
      title: t.workers.name,
      key: 'name',
      render: ({ id, name, flagged }) => (
        <>
          <Link to="/workers/$id" params={{ id }} search={filters}>
            {name}
          </Link>
          {flagged && <Tag className="flag">{t.workers.flagged}</Tag>}
        </>
      ),
    },
    {
      title: t.workers.phone,
      key: 'phoneMasked',
      className: 'figures',
      render: ({ phoneMasked: phone }) => phone ?? '—',
    },
    { title: t.workers.gender, key: 'gender', render: ({ gender }) => word(gender) },
    {
      title: t.workers.state,
      key: 'state',
      render: ({ state }) => <span className={`worker-${state}`}>{t.workers.states[state]}</span>,
    },
    {
      title: t.workers.site,
      key: 'site',
      width: 220,
      render: ({ site }) => site?.name ?? '—',
    },
    { title: t.workers.platform, key: 'platform', render: ({ platform }) => word(platform) },
    { title: t.workers.vehicle, key: 'vehicle', render: ({ vehicle }) => word(vehicle) },
    {
      title: t.workers.community,
      key: 'community',
      render: ({ community }) => community?.name ?? <span className="quiet">{t.common.unassigned}</span>,
    },
    {
      title: t.workers.grid,
      key: 'grid',
      render: ({ grid }) => grid?.name ?? <span className="quiet">{t.workers.noGrid}</span>,
    },
    { title: t.workers.updated, key: 'updated', render: ({ updatedAt }) => <When at={updatedAt} /> },
  ];
}
