/** /healthz: this process answers. /readyz: it can do its work (the database answers in time). */
import type { Kernel } from '../kernel.ts';
import type { App } from './app.ts';

export function registerHealth(app: App, kernel: Kernel): void {
  app.get('/healthz', { config: { access: ['public'] }, schema: { hide: true } }, async () => ({
    status: 'ok',
  }));
  app.get('/readyz', { config: { access: ['public'] }, schema: { hide: true } }, async (_request, reply) => {
    const started = performance.now();
    try {
      await kernel.db.batch({ as: 'public', street: '000000000' }, []);
      return { status: 'ok', databaseMs: Math.round(performance.now() - started) };
    } catch {
      return reply.code(503).send({ status: 'database away' });
    }
  });
}
