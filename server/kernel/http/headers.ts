/** Security headers: no inline script anywhere; the map may load tiles from the one configured host. */
import helmet from '@fastify/helmet';
import type { Kernel } from '../kernel.ts';
import type { App } from './app.ts';

export async function registerHeaders(app: App, kernel: Kernel): Promise<void> {
  const { tiles, publicUrl } = kernel.config;
  const tileHost = tiles && URL.canParse(tiles) ? [new URL(tiles.replace(/\{[^}]*\}/g, '0')).origin] : [];
  const secure = publicUrl.startsWith('https:');
  await app.register(helmet, {
    global: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // antd's styles are adopted as constructed sheets (web/console/styles/adopted.ts), so none is inline.
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...tileHost],
        connectSrc: ["'self'", ...tileHost],
        workerSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    // The path of our own page tells which of two sessions a request belongs to (identity/cookie.ts).
    referrerPolicy: { policy: 'same-origin' },
  });
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/v1/')) {
      reply.headers(apiHeaders);
      return;
    }
    await reply.helmet();
    reply.header('permissions-policy', 'camera=(self), geolocation=(self), microphone=(), payment=()');
  });
}

/** Answers that are no pages: nothing in them may run, be framed, guessed at or kept. A route may allow keeping. */
const apiHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const;
