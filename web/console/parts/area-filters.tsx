/** Filters by community and grid, in the address. */
import { useAreas } from '../app/areas.ts';
import { useSpeech } from '../app/language.tsx';
import { useFilters } from '../app/search.ts';
import { Choose } from './choose.tsx';

export function AreaFilters({ noGrid = false }: { noGrid?: boolean }) {
  const { t } = useSpeech();
  const [filters, filter] = useFilters();
  const { communities, grids } = useAreas();
  const within = grids.filter(({ community }) => !filters.community || community === filters.community);
  return (
    <>
      <Choose
        label={t.workers.community}
        value={filters.community}
        options={communities}
        choose={(community) => filter({ community, grid: undefined })}
        searchable
      />
      <Choose
        label={t.workers.grid}
        value={filters.grid}
        options={noGrid ? [{ value: 'none', label: t.workers.noGrid }, ...within] : within}
        choose={(grid) => filter({ grid })}
        searchable
      />
    </>
  );
}
