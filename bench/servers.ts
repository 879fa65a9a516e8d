// Starts the product and the bare handler, each in its own process, on the same database.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { whenFileEnds } from '../test/harness/closing.ts';
import { projectDir } from '../test/harness/cluster.ts';
import { freePort, startProduct } from '../test/harness/product.ts';
import { temporaryDir } from '../test/harness/server.ts';
import { type Bench, street } from './seed.ts';

/** Addresses without a trailing slash. */
export interface Servers {
  product: string;
  bare: string;
}

export async function startBoth(bench: Bench): Promise<Servers> {
  const env = bench.database.serverEnv(join(temporaryDir(), 'data'));
  const product = await startProduct({ ...env, NODE_ENV: 'production', LOG_LEVEL: 'warn' });
  const bare = await startBare(env.DATABASE_URL ?? '', [street, bench.worker, bench.category]);
  await product.ready();
  return { product: product.url, bare };
}

async function startBare(databaseUrl: string, words: string[]): Promise<string> {
  const port = await freePort();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare.ts'), ...words], {
    cwd: projectDir,
    env: { ...process.env, BARE_DATABASE_URL: databaseUrl, PORT: String(port), NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  whenFileEnds(() => child.kill('SIGTERM'));
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error('the bare handler ended before it answered');
    const answer = await fetch(`${url}/read`).catch(() => null);
    if (answer?.ok) return url;
    await pause(50);
  }
}
