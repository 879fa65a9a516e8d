/** OpenAPI 3.1 at /api/openapi.json, made from the contracts, and a page for people at /api/docs. */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { App } from './app.ts';

export async function registerDocs(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Nuanxin 暖新',
        version: '1',
        description:
          'Errors are problem+json (RFC 9457) with a stable `code`, a Chinese `title` and an English `titleEn`. POSTs that create take an `Idempotency-Key` (UUID).',
        license: { name: 'Apache-2.0' },
      },
    },
    hideUntagged: false,
    transform: ({ schema, url, route }) => {
      const access = route.config?.access;
      const rule = access ? `Who: ${access.join(', ')}.` : '';
      return {
        schema: {
          ...schema,
          description: rule,
          hide: !url.startsWith('/api/v1') && !url.startsWith('/open311'),
        },
        url,
      };
    },
  });
  app.get('/api/openapi.json', { config: { access: ['public'] }, schema: { hide: true } }, async () =>
    app.swagger(),
  );
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: ['public'] };
    });
    await scope.register(swaggerUi, {
      routePrefix: '/api/docs',
      staticCSP: true,
      uiConfig: { docExpansion: 'list', defaultModelsExpandDepth: 0, validatorUrl: null },
    });
  });
}
