// `npm test`: types, style, import rules, dead code, migrations, pages, then unit and database tests, then journeys
// in a browser. Ends with the promises shown and one line `N passed, N failed`.
import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run as runTests } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { buildPages } from '../server/pages.ts';
import { findBrowser } from './harness/browser-program.ts';
import {
  clusterVariable,
  migratedTemplate,
  type OwnCluster,
  projectDir,
  startCluster,
} from './harness/cluster.ts';
import { promises, promisesOf } from './promises.ts';

type Count = { passed: number; failed: number };
type Check = { name: string; run(): Promise<void> };
const atOnce = 2;
const ignored = ['node_modules/**', 'dist/**', '.cache/**'];

/** Runs everything, or with `--long` the tests that take long; the exit code tells whether all passed. */
export async function main(words: readonly string[]): Promise<void> {
  const started = performance.now();
  const count: Count = { passed: 0, failed: 0 };
  const cluster = await startCluster();
  process.env[clusterVariable] = JSON.stringify({ superuser: cluster.superuser, dataDir: cluster.dataDir });
  try {
    if (words.includes('--long')) {
      await runChecks([checkMigrations(cluster), checkPages, checkBrowser], count);
      await runFiles(
        'long tests',
        globSync('**/*.long.test.ts', { cwd: projectDir, exclude: ignored }),
        count,
      );
    } else {
      await runAll(cluster, count);
    }
  } finally {
    await cluster.stop();
  }
  console.log(`\n${seconds(started)} s`);
  console.log(`${count.passed} passed, ${count.failed} failed`);
  process.exit(count.failed === 0 ? 0 : 1);
}

async function runAll(cluster: OwnCluster, count: Count): Promise<void> {
  await runChecks([checkMigrations(cluster), checkPages, ...toolChecks(), checkBrowser], count);
  const unit = globSync('**/*.test.ts', { cwd: projectDir, exclude: [...ignored, '**/*.long.test.ts'] });
  await runFiles('tests', unit, count);
  const journeys = await runFiles(
    'journeys',
    globSync('test/journeys/*.journey.ts', { cwd: projectDir }),
    count,
  );
  sayPromises(journeys, count);
}

function toolChecks(): Check[] {
  const tool = (name: string, words: string[]): Check => ({ name, run: () => runProgram(words) });
  const types = (folder: string) =>
    tool(`types ${folder}`, [bin('typescript', 'tsc'), '--noEmit', '-p', folder]);
  return [
    types('.'),
    types('web/rider'),
    types('web/console'),
    tool('style', [bin('@biomejs/biome', 'biome'), 'check', '--error-on-warnings', '.']),
    tool('import rules', [join(projectDir, 'test/checks/imports.ts')]),
    tool('dead code', [bin('knip', 'knip'), '--no-progress']),
    tool('database types', [join(projectDir, 'tools/database-types.ts'), '--verify']),
  ];
}

function checkMigrations(cluster: OwnCluster): Check {
  return {
    name: 'migrations',
    async run() {
      await migratedTemplate(cluster);
    },
  };
}

const checkPages: Check = { name: 'pages', run: buildPages };

/** Unpacked once, before two journeys would do it at the same time. */
const checkBrowser: Check = {
  name: 'browser',
  async run() {
    await findBrowser();
  },
};

/** The first check runs alone, since others use what it makes; the rest two at a time. */
async function runChecks(checks: readonly Check[], count: Count): Promise<void> {
  const [first, ...others] = checks;
  if (first) await runCheck(first, count);
  const waiting = [...others];
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) await runCheck(check, count);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function runCheck(check: Check, count: Count): Promise<void> {
  const started = performance.now();
  try {
    await check.run();
    count.passed += 1;
    console.log(`✓ ${check.name} (${seconds(started)} s)`);
  } catch (error) {
    count.failed += 1;
    console.log(`✗ ${check.name} (${seconds(started)} s)\n${error instanceof Error ? error.message : error}`);
  }
}

function runProgram(words: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, { cwd: projectDir, env: { ...process.env, NO_COLOR: '1' } });
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString('utf8');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(
            stripVTControlCharacters(said).trim().split('\n').slice(-200).join('\n') || `exit code ${code}`,
          ),
        );
    });
  });
}

/** Runs test files, each in a process of its own, and says what failed; returns the names of the tests passed. */
async function runFiles(title: string, files: readonly string[], count: Count): Promise<string[]> {
  console.log(`\n${title}: ${files.length} files`);
  const passed: string[] = [];
  const heard = new Set<string>();
  const stream = runTests({ files: files.map((file) => join(projectDir, file)), concurrency: atOnce });
  for await (const { type, data } of stream) {
    if (type === 'test:pass' && data.details.type !== 'suite') {
      if (data.skip !== undefined) console.log(`- skipped: ${data.name}`);
      else {
        count.passed += 1;
        passed.push(data.name);
      }
    } else if (type === 'test:fail' && data.details.type !== 'suite') {
      count.failed += 1;
      console.log(`✗ ${data.name} (${place(data.file)})\n${causeOf(data.details.error)}`);
    } else if (type === 'test:diagnostic' && data.level !== 'info') {
      // What went wrong between or after tests has no test of its own.
      console.log(`! ${place(data.file)} ${data.message}`);
    } else if (type === 'test:stderr' || type === 'test:stdout') {
      process.stdout.write(data.message);
    } else if (type === 'test:summary' && data.file) {
      // Told by the file that ran, since its tests may be declared in another.
      if (data.counts.tests > 0) heard.add(data.file);
      const sign = data.success ? '✓' : '✗';
      console.log(
        `${sign} ${place(data.file)} ${data.counts.passed} (${(data.duration_ms / 1000).toFixed(1)} s)`,
      );
    }
  }
  for (const file of files) {
    if (heard.has(join(projectDir, file))) continue;
    count.failed += 1;
    console.log(`✗ ${file}: no test in it ran`);
  }
  if (files.length === 0) {
    count.failed += 1;
    console.log('✗ there are none');
  }
  return passed;
}

function sayPromises(journeys: readonly string[], count: Count): void {
  const shown = new Map<string, number>();
  for (const journey of journeys) {
    const names = promisesOf(journey);
    for (const name of names) shown.set(name, (shown.get(name) ?? 0) + 1);
    if (names.length > 0) continue;
    count.failed += 1;
    console.log(`✗ the journey “${journey}” names no promise`);
  }
  console.log('\npromises and the journeys that show them');
  for (const [name, words] of Object.entries(promises)) {
    console.log(`${name.padEnd(4)}${String(shown.get(name) ?? 0).padStart(3)}  ${words}`);
  }
}

/** A package's program, run by Node itself: the links in .bin are shell scripts on some platforms. */
function bin(name: string, command: string): string {
  const directory = join(projectDir, 'node_modules', name);
  const { bin: programs } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
    bin: Record<string, string>;
  };
  return join(directory, programs[command] ?? command);
}

function causeOf(error: Error): string {
  const cause = error.cause ?? error;
  if (cause instanceof Error) return cause.stack ?? cause.message;
  // A file that ended badly after its tests says how: exit code or signal.
  const { exitCode, signal } = error as { exitCode?: number; signal?: string };
  return [String(cause), exitCode && `exit code ${exitCode}`, signal].filter(Boolean).join(', ');
}

function place(file: string | undefined): string {
  return file ? relative(projectDir, file) : '';
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
