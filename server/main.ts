// Starts and stops an installation: settings, data directory, database and pages, then http; stop in reverse.
import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildApp, chores } from './app.ts';
import { loadDemo } from './demo/load.ts';
import { sayDemo } from './demo/say.ts';
import { type Config, readConfig } from './kernel/config/config.ts';
import { isRefusal, refusal } from './kernel/config/refusal.ts';
import { lockDataDir, notWritable } from './kernel/database/lock.ts';
import { type Opened, openDatabase } from './kernel/database/open.ts';
import { query } from './kernel/database/query.ts';
import { type Jobs, startJobs } from './kernel/jobs/jobs.ts';
import type { Kernel } from './kernel/kernel.ts';
import { outboxSender } from './kernel/messages/messages.ts';
import { makeCipher } from './kernel/privacy/cipher.ts';
import { buildPages, stalePages } from './pages.ts';

/** Starts as the command line says; never throws: what can't be started is said in a sentence, exit code 2. */
export async function main(words: readonly string[]): Promise<void> {
  try {
    await start(words.includes('--demo'));
  } catch (error) {
    if (isRefusal(error)) console.error(`${error.zh}\n${error.en}`);
    else console.error(error);
    process.exit(isRefusal(error) ? 2 : 1);
  }
}

async function start(demo: boolean): Promise<void> {
  const how: Stopping = { stop: async (code) => process.exit(code) };
  stopOnSignal(how);
  const config = readConfig(demo ? { DATA_DIR: './data-demo', ...process.env } : process.env);
  makeDataDir(config.dataDir);
  const unlock = config.databaseUrl ? () => {} : lockDataDir(config.dataDir);
  if (stalePages().length > 0) console.log('正在生成网页，首次约需十秒……');
  const pages = buildPages();
  pages.catch(() => {}); // heard below, once the database is open
  const opened = await openDatabase(config);
  try {
    const empty = makeKernel(config, opened);
    const demoSignIns = demo ? await loadDemo(empty) : [];
    const kernel: Kernel = { ...empty, demoSignIns };
    await pages;
    const app = await buildApp(kernel);
    const jobs = await startJobs({ ...opened, chores, log: app.log });
    await listen(app, config);
    how.stop = stopInOrder(app, jobs, opened, unlock);
    void opened.died.then(() => {
      sayDatabaseDied();
      void how.stop(1);
    });
    await greet(kernel);
    if (demo) console.log(sayDemo(kernel));
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(join(dataDir, 'files'), { recursive: true, mode: 0o700 });
  } catch {
    throw notWritable(dataDir);
  }
}

function makeKernel(config: Config, opened: Opened): Kernel {
  return {
    config,
    keys: opened.keys,
    db: opened.db,
    cipher: makeCipher(opened.keys),
    sms: outboxSender(makeCipher(opened.keys)),
    filesDir: join(config.dataDir, 'files'),
    setupCode: randomCode(),
    demoSignIns: [],
    streetOpeners: [],
  };
}

/** Eight characters that can't be mistaken for one another. */
function randomCode(): string {
  const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
  return Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('');
}

async function listen(app: FastifyInstance, config: Config): Promise<void> {
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    await app.close();
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL' && code !== 'ENOTFOUND')
      throw error;
    throw refusal(
      'listen',
      `无法在 ${config.host}:${config.port} 上监听（${code}）：端口可能已被占用或没有权限，请用 HOST、PORT 指定别的地址和端口。`,
      `Can't listen on ${config.host}:${config.port} (${code}): it may be in use or not allowed; choose another HOST or PORT.`,
    );
  }
}

/** How to stop at this moment; what is open grows while starting. */
type Stopping = { stop(code: number): Promise<void> };

/** The first signal stops in order; Ctrl-C often comes twice (terminal and npm), so later ones change nothing. */
function stopOnSignal(how: Stopping): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      console.log('正在停止……');
      void how.stop(0);
    });
  }
}

function stopInOrder(app: FastifyInstance, jobs: Jobs, opened: Opened, unlock: () => void): Stopping['stop'] {
  return async (code) => {
    try {
      await app.close();
      await jobs.stop();
      await opened.close();
      unlock();
    } finally {
      process.exit(code);
    }
  };
}

function sayDatabaseDied(): void {
  console.error(
    '自带数据库意外停止，本进程随之退出：数据不会丢失，请重新启动；反复出现时请查看数据目录里的 postgres.log。\n' +
      'The embedded database stopped unexpectedly, so this process ends: no data is lost, start again; if it repeats, see postgres.log in the data directory.',
  );
}

async function greet(kernel: Kernel): Promise<void> {
  const { publicUrl, dataDir } = kernel.config;
  const streets = query.selectFrom('streets').select('street').limit(1).compile();
  const { results } = await kernel.db.batch({ as: 'public', street: '' }, [streets]);
  console.log(`暖新已启动\n  手机端  ${publicUrl}/\n  工作台  ${publicUrl}/console\n  数据目录  ${dataDir}`);
  if (results[0].rows.length === 0) {
    console.log(
      `  首次使用：请打开工作台选择街道、建立街道管理员；在别的电脑上打开时需要安装码 ${kernel.setupCode}`,
    );
  }
  console.log('  按 Ctrl-C 停止');
}
