/** The Fastify application: what every route shares (errors, access, limits, headers, metrics), then the features. */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import underPressure from '@fastify/under-pressure';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import { requireAccessRules } from '../access/access.ts';
import type { Kernel } from '../kernel.ts';
import { registerDocs } from './docs.ts';
import { problemOf, registerErrors, sendProblem } from './errors.ts';
import { registerHeaders } from './headers.ts';
import { registerHealth } from './health.ts';
import { loggerOf, registerLog } from './log.ts';
import { registerMetrics } from './metrics.ts';
import { registerOriginCheck } from './origin.ts';
import { registerPages } from './pages.ts';
import { fail } from './problem.ts';

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;
/** How a feature adds its routes. */
export type Routes = (app: App, kernel: Kernel) => void;

/** JSON bodies are small; files come as multipart with limits of their own. */
const jsonLimit = 256 * 1024;

/** Builds the application without listening; `routes` are those of identity and of every feature, in order. */
export async function buildHttp(kernel: Kernel, routes: readonly Routes[]): Promise<FastifyInstance> {
  const { config } = kernel;
  const app = Fastify({
    logger: loggerOf(kernel),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: config.trustProxy,
    bodyLimit: jsonLimit,
    requestTimeout: 120_000,
    keepAliveTimeout: 75_000,
    routerOptions: { maxParamLength: 200 },
    return503OnClosing: true,
    frameworkErrors: (error, request, reply) => sendProblem(request, reply, problemOf(error)),
    // What a contract does not name never reaches a handler.
    ajv: { customOptions: { coerceTypes: 'array', removeAdditional: 'all', allErrors: true } },
  }).withTypeProvider<TypeBoxTypeProvider>();

  // JSON and multipart alone are understood: anything else is answered with 415.
  app.removeContentTypeParser('text/plain');
  app.decorate('secureCookies', config.publicUrl.startsWith('https:'));
  requireAccessRules(app);
  registerErrors(app);
  registerOriginCheck(app, config.publicUrl);
  registerLog(app);
  await registerHeaders(app, kernel);
  await app.register(underPressure, {
    maxEventLoopDelay: 2000,
    customError: class extends Error {
      readonly statusCode = 503;
    },
  });
  // Lists shrink to a fifth on their way to a phone; pages were compressed when they were built.
  await app.register(compress, {
    threshold: 2048,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  await app.register(cookie);
  await app.register(multipart, {
    limits: { fileSize: 15 * 1024 * 1024, files: 7, fields: 4, fieldSize: 64 * 1024 },
    throwFileSizeLimit: true,
  });
  await app.register(rateLimit, { global: false, errorResponseBuilder: () => fail('too_many') });
  registerMetrics(app);
  registerHealth(app, kernel);
  await registerDocs(app);
  for (const add of routes) add(app, kernel);
  await registerPages(app);
  return app as unknown as FastifyInstance;
}
