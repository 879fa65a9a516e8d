/** State-changing requests come from our own pages, or from no page at all (a script with its own right). */
import type { FastifyInstance } from 'fastify';
import { fail } from './problem.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses a state-changing request whose Origin is another site (cross-site request forgery). */
export function registerOriginCheck(app: FastifyInstance, publicUrl: string): void {
  const publicHost = new URL(publicUrl).host;
  app.addHook('onRequest', async (request) => {
    if (safe.has(request.method)) return;
    const origin = request.headers.origin;
    if (origin === undefined) {
      if (request.headers['sec-fetch-site'] === 'cross-site') throw fail('foreign_origin');
      return;
    }
    const host = URL.canParse(origin) ? new URL(origin).host : '';
    if (host !== request.headers.host && host !== publicHost) throw fail('foreign_origin');
  });
}
