/** Communities and grids of the street: names for filters and forms, outlines for maps. */
import { useQuery } from '@tanstack/react-query';
import { ask, from } from './ask.ts';
import { useSession } from './session.tsx';

export const areasQuery = (street: string) =>
  from(['areas', street], (signal) => ask('GET /api/v1/areas', { query: { street }, signal }));

export interface AreaChoice {
  value: string;
  label: string;
  community: string;
}

/** What a select offers: communities, and grids with the community that holds them. */
export function useAreas(): {
  communities: AreaChoice[];
  grids: AreaChoice[];
  nameOf: (code: string) => string;
} {
  const { me } = useSession();
  const areas = useQuery({ ...areasQuery(me.street.code), staleTime: 300_000 });
  const all = (areas.data?.features ?? []).map(({ properties }) => ({
    value: properties.code,
    label: properties.name,
    community: properties.community,
    level: properties.level,
  }));
  return {
    communities: all.filter(({ level }) => level === 'community'),
    grids: all.filter(({ level }) => level === 'grid'),
    nameOf: (code) => all.find(({ value }) => value === code)?.label ?? code,
  };
}
