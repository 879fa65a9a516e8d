/** To which community and grid a report goes: by its point, else by the community that the reporter chose. */
import { assign } from '../../cohesion/registration/index.ts';
import type { Areas } from '../../kernel/divisions/boundaries.ts';
import type { NewReport } from './contract.ts';
import { fail } from './failures.ts';

export interface Routed {
  community: string | null;
  grid: string | null;
}

/** Throws `place_needed`, `outside_street` or `unknown_community`. A street without boundaries takes any point. */
export function route(place: Pick<NewReport, 'point' | 'community'>, areas: Areas): Routed {
  const chosen = place.community ?? null;
  if (chosen !== null && !areas.communities.some((one) => one.code === chosen))
    throw fail('unknown_community');
  if (!place.point) {
    if (chosen === null)
      throw fail('place_needed', { fields: [{ path: 'point', zh: '请选地点', en: 'choose a place' }] });
    return { community: chosen, grid: null };
  }
  const found = assign([place.point.lng, place.point.lat], chosen, null, areas);
  if (found.community !== null) return { community: found.community, grid: found.grid };
  if (areas.communities.some((one) => one.area !== null)) throw fail('outside_street');
  return { community: null, grid: null };
}
