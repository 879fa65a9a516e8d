/** Filters of the board, kept in the address. */
import { useQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { ask, from } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { useFilters } from '../../app/search.ts';
import { useSession } from '../../app/session.tsx';
import { AreaFilters } from '../../parts/area-filters.tsx';
import { Choose } from '../../parts/choose.tsx';
import { SearchBox } from '../../parts/search-box.tsx';

export function ReportFilters() {
  const { t, say } = useSpeech();
  const { me } = useSession();
  const [filters, filter] = useFilters();
  const street = me.street.code;
  const categories = useQuery({
    ...from(['categories', street], (signal) => ask('GET /api/v1/categories', { query: { street }, signal })),
    staleTime: 300_000,
  });
  const tick = (name: 'overdue' | 'mine', label: string) => (
    <Checkbox
      checked={filters[name] === 'true'}
      onChange={({ target }) => filter({ [name]: target.checked ? 'true' : undefined })}
    >
      {label}
    </Checkbox>
  );
  return (
    <>
      <SearchBox
        value={filters.number ?? ''}
        hint={t.reports.searchHint}
        search={(number) => filter({ number })}
      />
      <AreaFilters />
      <Choose
        label={t.reports.category}
        value={filters.category}
        options={(categories.data?.categories ?? [])
          .filter(({ parent }) => parent !== null)
          .map(({ code, name }) => ({ value: code, label: say(name) }))}
        choose={(category) => filter({ category })}
        searchable
      />
      <Choose
        label={t.reports.order}
        value={filters.order === 'newest' ? 'newest' : 'deadline'}
        options={[
          { value: 'deadline', label: t.reports.byDeadline },
          { value: 'newest', label: t.reports.byNewest },
        ]}
        choose={(order) => filter({ order: order === 'newest' ? order : undefined })}
      />
      {tick('overdue', t.reports.overdueOnly)}
      {tick('mine', t.reports.mineOnly)}
    </>
  );
}
