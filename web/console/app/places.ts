/** The menu after the four stations (four circles): only pages that exist, and who may use each. */
import type { Role } from '../../../server/kernel/identity/contract.ts';
import type { Words } from '../words/words.ts';

export interface Place {
  path: string;
  name: keyof Words['menu'];
  /** nobody is turned away where this is missing */
  roles?: readonly Role[];
}
export interface Station {
  code: 'work' | 'cohesion' | 'governance' | 'settings';
  places: readonly Place[];
}

const PEOPLE: readonly Role[] = ['street_admin', 'dispatcher', 'community_worker', 'grid_worker'];
const CASES: readonly Role[] = ['dispatcher', 'community_worker', 'grid_worker'];
/** Whose tasks wait on the workbench. */
export const TASKS: readonly Role[] = ['street_admin', 'dispatcher', 'community_worker'];
/** Who may take the ledger away as a file, and assign by hand. */
export const LEDGER_KEEPERS: readonly Role[] = ['street_admin', 'community_worker'];

export const STATIONS: readonly Station[] = [
  { code: 'work', places: [{ path: '/', name: 'workbench' }] },
  {
    code: 'cohesion',
    places: [
      { path: '/workers', name: 'workers', roles: PEOPLE },
      { path: '/imports', name: 'imports', roles: ['street_admin'] },
      { path: '/sites', name: 'sites', roles: PEOPLE },
      { path: '/map', name: 'map', roles: ['street_admin', ...CASES] },
    ],
  },
  { code: 'governance', places: [{ path: '/reports', name: 'reports', roles: CASES }] },
  {
    code: 'settings',
    places: [
      { path: '/settings/staff', name: 'staff', roles: ['street_admin'] },
      { path: '/settings/audit', name: 'audit', roles: ['auditor'] },
      { path: '/settings/password', name: 'password' },
    ],
  },
];

/** The menu place that an address belongs to. */
export const placeOf = (pathname: string): Place | undefined =>
  STATIONS.flatMap(({ places }) => places)
    .filter(({ path }) => (path === '/' ? pathname === '/' : `${pathname}/`.startsWith(`${path}/`)))
    .at(-1);
