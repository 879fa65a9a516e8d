/** Filters live in the address as plain text (`?state=listed&community=140213066003`): a link is a view. */
import { useNavigate, useSearch } from '@tanstack/react-router';

export type Filters = Record<string, string | undefined>;

export const parseSearch = (search: string): Filters =>
  Object.fromEntries(new URLSearchParams(search.startsWith('?') ? search.slice(1) : search));

export function stringifySearch(filters: Record<string, unknown>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value) search.set(name, String(value));
  const text = search.toString();
  return text ? `?${text}` : '';
}

/** The filters of this address, and how to change some of them. */
export function useFilters(): [Filters, (change: Filters) => void] {
  const filters = useSearch({ strict: false }) as Filters;
  const go = useNavigate();
  return [
    filters,
    (change) => {
      go({ to: '.', search: (old: Filters) => ({ ...old, ...change }), replace: true } as never);
    },
  ];
}
