/** Addresses and their pages; every page is a chunk of its own. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  RouterProvider,
} from '@tanstack/react-router';
import { Broken, NoSuchPage, Waiting } from '../parts/states.tsx';
import { type Filters, parseSearch, stringifySearch } from './search.ts';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NoSuchPage });
const getParentRoute = () => root;
const validateSearch = (given: Filters): Filters => given;

const workers = createRoute({
  getParentRoute,
  path: '/workers',
  validateSearch,
  component: lazyRouteComponent(() => import('../pages/ledger/workers.tsx')),
});
const sites = createRoute({
  getParentRoute,
  path: '/sites',
  validateSearch,
  component: lazyRouteComponent(() => import('../pages/sites/sites.tsx')),
});

const routes = [
  createRoute({
    getParentRoute,
    path: '/',
    component: lazyRouteComponent(() => import('../pages/workbench/workbench.tsx')),
  }),
  workers.addChildren([
    createRoute({
      getParentRoute: () => workers,
      path: '$id',
      component: lazyRouteComponent(() => import('../pages/ledger/worker.tsx')),
    }),
  ]),
  createRoute({
    getParentRoute,
    path: '/imports',
    component: lazyRouteComponent(() => import('../pages/imports/imports.tsx')),
  }),
  createRoute({
    getParentRoute,
    path: '/imports/$id',
    validateSearch,
    component: lazyRouteComponent(() => import('../pages/imports/import.tsx')),
  }),
  sites.addChildren([
    createRoute({
      getParentRoute: () => sites,
      path: '$id',
      component: lazyRouteComponent(() => import('../pages/sites/site.tsx')),
    }),
  ]),
  createRoute({
    getParentRoute,
    path: '/sites/$id/poster',
    component: lazyRouteComponent(() => import('../pages/sites/poster.tsx')),
  }),
  createRoute({
    getParentRoute,
    path: '/map',
    validateSearch,
    component: lazyRouteComponent(() => import('../pages/map/map.tsx')),
  }),
  createRoute({
    getParentRoute,
    path: '/reports',
    validateSearch,
    component: lazyRouteComponent(() => import('../pages/reports/reports.tsx')),
  }),
  createRoute({
    getParentRoute,
    path: '/reports/$id',
    component: lazyRouteComponent(() => import('../pages/reports/report.tsx')),
  }),
  createRoute({
    getParentRoute,
    path: '/settings/staff',
    validateSearch,
    component: lazyRouteComponent(() => import('../pages/settings/staff.tsx')),
  }),
  createRoute({
    getParentRoute,
    path: '/settings/audit',
    validateSearch,
    component: lazyRouteComponent(() => import('../pages/settings/audit.tsx')),
  }),
  createRoute({
    getParentRoute,
    path: '/settings/password',
    component: lazyRouteComponent(() => import('../pages/settings/password.tsx')),
  }),
];

const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: '/console',
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPendingComponent: Waiting,
  defaultErrorComponent: Broken,
  defaultPendingMs: 150,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

export default function Pages() {
  return <RouterProvider router={router} />;
}
