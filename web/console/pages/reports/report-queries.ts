/** What the pages about reports ask for. */
import type { ReportQuery } from '../../../../server/governance/reports/contract.ts';
import { ask, from } from '../../app/ask.ts';
import type { Filters } from '../../app/search.ts';
import { statesOf, tabOf } from './states.ts';

export const boardQuery = from(['reports', 'board'], (signal) =>
  ask('GET /api/v1/reports/board', { signal }),
);

export const reportQuery = (id: string) =>
  from(['reports', id], (signal) => ask('GET /api/v1/reports/:id', { params: { id }, signal }));

export const rejectionsQuery = from(['rejections'], (signal) => ask('GET /api/v1/rejections', { signal }));

/** The request of the filters in the address. */
export function askedBy(filters: Filters): Partial<ReportQuery> {
  const tab = tabOf(filters.state);
  return {
    state: filters.number ? undefined : statesOf(tab),
    community: filters.community,
    grid: filters.grid,
    category: filters.category,
    overdue: filters.overdue === 'true' ? true : undefined,
    mine: filters.mine === 'true' ? true : undefined,
    number: filters.number,
    order: filters.order === 'newest' ? 'newest' : 'deadline',
  };
}
