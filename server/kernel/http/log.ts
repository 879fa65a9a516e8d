/** The log: one line per request and one per failure, as JSON, without personal data. */
import type { FastifyServerOptions } from 'fastify';
import type { Kernel } from '../kernel.ts';
import type { App } from './app.ts';

/** Settings of Fastify's logger (pino); `kernel.logTo` takes the lines instead of standard output. */
export function loggerOf({ config, logTo }: Kernel): FastifyServerOptions['logger'] {
  if (config.logLevel === 'silent') return false;
  return {
    level: config.logLevel,
    base: null,
    redact: ['headers', '*.headers'], // cookies; the reader of forms logs them too
    serializers: { err: plainError },
    ...(logTo && { stream: logTo }),
  };
}

/** One line per request: no address, no query, no name; the route's pattern rather than the path. */
export function registerLog(app: App): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? '-',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
}

/** What a database error names besides its message: never values. */
const named = ['code', 'severity', 'schema', 'table', 'column', 'constraint', 'routine'] as const;

/**
 * An error without what people typed: PostgreSQL repeats values in `detail`, `where` and between quotes of its message
 * (“Failing row contains (…)”), and so do parsers.
 */
export function plainError(error: Error & Partial<Record<(typeof named)[number], unknown>>): {
  type: string;
  message: string;
  stack: string;
  [fact: string]: unknown;
} {
  const message = error.message.replace(/"[^"]*"|'[^']*'|\([^)]*\)|\d{5,}/g, '…');
  return {
    type: error.name,
    message,
    ...Object.fromEntries(named.flatMap((name) => (error[name] === undefined ? [] : [[name, error[name]]]))),
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .join('\n'),
  };
}
