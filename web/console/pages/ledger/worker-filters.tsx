/** Search and filters of the ledger, kept in the address. */
import { useQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useSpeech } from '../../app/language.tsx';
import { useFilters } from '../../app/search.ts';
import { AreaFilters } from '../../parts/area-filters.tsx';
import { Choose } from '../../parts/choose.tsx';
import { SearchBox } from '../../parts/search-box.tsx';
import { sitesQuery } from '../sites/sites-query.ts';

export function WorkerFilters() {
  const { t } = useSpeech();
  const [filters, filter] = useFilters();
  const sites = useQuery({ ...sitesQuery, staleTime: 60_000 });
  return (
    <>
      <SearchBox
        value={filters.search ?? ''}
        hint={t.workers.searchHint}
        search={(search) => filter({ search })}
      />
      <Choose
        label={t.workers.state}
        value={filters.state}
        options={Object.entries(t.workers.states).map(([value, label]) => ({ value, label }))}
        choose={(state) => filter({ state })}
      />
      <AreaFilters noGrid />
      <Choose
        label={t.workers.site}
        value={filters.site}
        options={(sites.data?.sites ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        choose={(site) => filter({ site })}
        searchable
      />
      <Checkbox
        checked={filters.flagged === 'true'}
        onChange={({ target }) => filter({ flagged: target.checked ? 'true' : undefined })}
      >
        {t.workers.flaggedOnly}
      </Checkbox>
    </>
  );
}
