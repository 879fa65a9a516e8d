// The product in a process of its own, as `npm start` and `npm run demo` start it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { whenFileEnds } from './closing.ts';
import { projectDir } from './cluster.ts';

/** A product's process. */
export type Product = {
  readonly child: ChildProcess;
  /** Without a trailing slash. */
  readonly url: string;
  /** What the process has printed so far. */
  printed(): string;
  /** Settles when it answers; throws with what it printed when it ends before that. */
  ready(): Promise<void>;
  /** Settles with the exit code (null after a kill). */
  ended(): Promise<number | null>;
};

/** Starts it with settings `env` on a free port; it is stopped when the test file ends. */
export async function startProduct(
  env: Record<string, string>,
  words: readonly string[] = [],
): Promise<Product> {
  const port = env.PORT ?? String(await freePort());
  const child = spawn(process.execPath, [join(projectDir, 'server/start.mjs'), ...words], {
    env: { ...process.env, LOG_LEVEL: 'warn', ...env, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
    });
  }
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const ended = async () => {
    if (!isOver()) await once(child, 'exit');
    return child.exitCode;
  };
  whenFileEnds(async () => {
    if (!isOver()) child.kill('SIGTERM');
    await ended();
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    child,
    url,
    printed: () => said,
    ended,
    async ready() {
      for (;;) {
        if (isOver()) throw new Error(`the product ended before it was ready:\n${said}`);
        const answer = await fetch(`${url}/readyz`).catch(() => null);
        if (answer?.ok) return;
        await pause(50);
      }
    },
  };
}

/** A port that nobody listens on just now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
