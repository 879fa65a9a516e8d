// The rider app and the console are built when their sources changed since the last time, each in a process of
// its own, and compressed once so that no request has to.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify, stripVTControlCharacters } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { isRefusal, refusal } from './kernel/config/refusal.ts';
import { lockDataDir, type Unlock } from './kernel/database/lock.ts';

const project = join(import.meta.dirname, '..');
const apps = ['rider', 'console'] as const;
type WebApp = (typeof apps)[number];

const sources: Readonly<Record<WebApp, readonly string[]>> = {
  rider: ['web/rider', 'web/shared', 'package-lock.json'],
  console: ['web/console', 'web/shared', 'package-lock.json'],
};

/** The apps whose pages are missing or older than their sources. */
export function stalePages(): WebApp[] {
  return apps.filter((app) => {
    if (!existsSync(join(project, 'web', app, 'vite.config.ts'))) return false;
    const digest = digestPath(app);
    return !existsSync(digest) || readFileSync(digest, 'utf8') !== digestOf(app);
  });
}

/** Builds what is stale; throws a refusal (`pages`) with the builder's words when that fails. */
export async function buildPages(): Promise<void> {
  if (stalePages().length === 0) return;
  const unlock = await onlyBuilder();
  try {
    await Promise.all(stalePages().map(buildApp));
  } finally {
    unlock();
  }
}

/** Two starts at once: the second waits for the first and then finds the pages built. */
async function onlyBuilder(): Promise<Unlock> {
  const directory = join(project, '.cache', 'pages');
  mkdirSync(directory, { recursive: true });
  for (;;) {
    try {
      return lockDataDir(directory);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await pause(100);
    }
  }
}

async function buildApp(app: WebApp): Promise<void> {
  const digest = digestOf(app);
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  const root = join(project, 'web', app);
  await run(app, [vite, 'build', root, '--config', join(root, 'vite.config.ts'), '--logLevel', 'warn']);
  await compress(join(project, 'dist', app));
  writeFileSync(digestPath(app), digest);
}

function run(app: WebApp, command: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, {
      cwd: project,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString('utf8');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      const first = stripVTControlCharacters(said).trim().split('\n').slice(0, 8).join('\n');
      reject(
        refusal(
          'pages',
          `网页 web/${app} 生成失败，请重新执行 npm ci 后再试：`,
          `The pages of web/${app} can't be built:\n${first}`,
        ),
      );
    });
  });
}

const compressible = /\.(js|css|html|svg|json|webmanifest)$/;
const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

async function compress(directory: string): Promise<void> {
  const worth = files(directory).filter((path) => compressible.test(path) && statSync(path).size > 1000);
  await Promise.all(
    worth.map(async (path) => {
      const bytes = await readFile(path);
      // The last level costs several times the time for a hundredth of the size on a large file.
      const level = bytes.length > 300_000 ? 9 : 11;
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: level,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      };
      await writeFile(`${path}.br`, await brotli(bytes, { params }));
      await writeFile(`${path}.gz`, await gzipped(bytes, { level: 9 }));
    }),
  );
}

function digestPath(app: WebApp): string {
  return join(project, 'dist', `${app}.digest`);
}

function digestOf(app: WebApp): string {
  const hash = createHash('sha256');
  for (const source of sources[app]) {
    const path = join(project, source);
    if (!existsSync(path)) continue;
    for (const file of statSync(path).isDirectory() ? files(path) : [path]) {
      if (!/\.test\.tsx?$/.test(file)) hash.update(relative(project, file)).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

function files(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
