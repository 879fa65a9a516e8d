// The product itself for a browser journey: its own process, database and data directory.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { whenFileEnds } from './closing.ts';
import { projectDir } from './cluster.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

/** A running product. */
export type TestServer = {
  /** Without a trailing slash. */
  readonly url: string;
  readonly database: TestDatabase;
  /** What the process has printed so far. */
  printed(): string;
};

/** Starts the product as `npm start` does (with `words` such as `--demo`), on a fresh migrated database. */
export async function startServer(
  options: { words?: string[]; env?: Record<string, string> } = {},
): Promise<TestServer> {
  const database = await freshDatabase();
  const home = mkdtempSync(join(tmpdir(), 'nuanxin-journey-'));
  whenFileEnds(() => rmSync(home, { recursive: true, force: true }));
  const port = await freePort();
  const env = {
    ...process.env,
    ...database.serverEnv(join(home, 'data')),
    PORT: String(port),
    LOG_LEVEL: 'warn',
  };
  const child = spawn(process.execPath, [join(projectDir, 'server/start.mjs'), ...(options.words ?? [])], {
    cwd: home,
    env: { ...env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
    });
  }
  whenFileEnds(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended before it was ready:\n${said}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return { url, database, printed: () => said };
    await pause(50);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
