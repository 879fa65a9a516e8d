/** The built pages: the rider app at /, the console at /console; any other address of theirs opens their index. */
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './app.ts';
import { sendProblem } from './errors.ts';
import { fail } from './problem.ts';

const dist = join(import.meta.dirname, '../../../dist');
const pageRoots = [
  { prefix: '/console/', root: join(dist, 'console') },
  { prefix: '/', root: join(dist, 'rider') },
];

export async function registerPages(app: App): Promise<void> {
  const built = pageRoots.filter(({ root }) => existsSync(join(root, 'index.html')));
  // The static plugin's routes are public; it is registered at the root, so that every reply can send an index.
  let adding = true;
  app.addHook('onRoute', (route) => {
    if (!adding) return;
    route.config = { ...route.config, access: ['public'] };
    route.schema = { ...route.schema, hide: true };
  });
  for (const [at, { prefix, root }] of built.entries()) {
    await app.register(fastifyStatic, {
      root,
      prefix,
      decorateReply: at === 0,
      preCompressed: true,
      wildcard: false,
      index: ['index.html'],
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', cacheRule(path));
      },
    });
  }
  adding = false;
  app.setNotFoundHandler((request, reply) => openIndex(request, reply, built));
}

/** Hashed files never change; the service worker and the index pages are asked for anew each time. */
function cacheRule(path: string): string {
  return /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}

function openIndex(request: FastifyRequest, reply: FastifyReply, built: typeof pageRoots) {
  const path = request.url.split('?')[0] ?? '/';
  const isPage =
    request.method === 'GET' &&
    !path.startsWith('/api/') &&
    !path.startsWith('/open311/') &&
    !/\.[a-z0-9]+$/i.test(path);
  const home = built.find(({ prefix }) => `${path}/`.startsWith(prefix));
  if (!isPage || !home) return sendProblem(request, reply, notHere(request, reply, path));
  reply.header('cache-control', 'no-cache');
  return reply.type('text/html; charset=utf-8').send(createReadStream(join(home.root, 'index.html')));
}

/** 404, or 405 with `Allow` where the address exists for other methods (RFC 9110, section 15.5.6). */
function notHere(request: FastifyRequest, reply: FastifyReply, path: string) {
  const methods = request.server.knownRoutes
    .filter(({ url }) => !url.endsWith('*') && patternOf(url).test(path))
    .flatMap(({ method }) => method);
  if (methods.length === 0) return fail('not_found');
  reply.header('allow', [...new Set(methods)].join(', '));
  return fail('method_not_allowed');
}

/** `/api/v1/reports/:id` as a regular expression. */
const patternOf = (url: string) =>
  new RegExp(`^${url.replaceAll('.', '\\.').replace(/:[a-z]+/gi, '[^/]+')}$`);
