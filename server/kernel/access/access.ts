/**
 * Who may call a route. Every route says so in its `config.access`; one that does not stops the start. The roles are
 * those of domain.md section 3; `test/access.test.ts` walks every route × role against one table.
 */
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { Entry } from '../database/entry.ts';
import { fail } from '../http/problem.ts';
import type { Role } from '../identity/contract.ts';
import { readSessionCookie } from '../identity/cookie.ts';

/**
 * `public`: anybody. `staff`: any member of staff with a second factor. `unconfirmed`: staff also before the second
 * factor is set up. Everything else: people who hold the role, within its scope (community, grids, site).
 */
export type Allowed = Role | 'public' | 'staff' | 'unconfirmed';

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: readonly Allowed[];
  }
  interface FastifyInstance {
    /** Every route that was added, with its rule in `config.access`. */
    knownRoutes: readonly RouteOptions[];
  }
}

/** Makes a route without an access rule a failure at start, and keeps the list of routes. */
export function requireAccessRules(app: FastifyInstance): void {
  const routes: RouteOptions[] = [];
  app.decorate('knownRoutes', routes);
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  // Plugins give their own routes a rule after this hook, so the look is at the end.
  app.addHook('onReady', async () => {
    const open = routes.find((route) => !route.config?.access);
    if (open) throw new Error(`route ${open.method} ${open.url} has no access rule`);
  });
}

/**
 * How this request enters the database: as the session that its cookie names. Throws `signed_out` without a cookie;
 * whether the session lives and holds an allowed role is decided by `enter` in the same round trip as the work.
 */
export function entryOf(request: FastifyRequest): Entry & { as: 'session' } {
  const allowed = request.routeOptions.config.access ?? [];
  const session = readSessionCookie(request, allowed);
  if (!session) throw fail('signed_out');
  return { as: 'session', tokenHash: session.tokenHash, street: session.street, allowed };
}
