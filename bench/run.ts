// npm run bench [-- --json]: what the product costs over a bare handler, and what its pages weigh. Measured in one run,
// on one PostgreSQL, alternately; the ratios are the figures, not the rates.
import './close-by-hand.ts';
import { buildPages } from '../server/pages.ts';
import { closeAll } from '../test/harness/closing.ts';
import { measurePages, type PageFigures } from './pages.ts';
import { measureRates, type Ratio } from './rates.ts';
import { seedBench } from './seed.ts';
import { startBoth } from './servers.ts';

export interface BenchFigures {
  read: Ratio;
  write: Ratio;
  rider: PageFigures;
  console: { bytes: number };
}

const json = process.argv.includes('--json');
const say = (line: string) => {
  if (!json) console.log(line);
};

await buildPages();
try {
  const bench = await seedBench();
  const servers = await startBoth(bench);
  say('读取一页20件、上报一件（无照片），各与只做同一条语句的裸 Fastify + pg 相比；交替测量，取中位数。');
  say(
    'Reading a page of 20 and filing one report, each against a bare Fastify + pg handler with the same statement.',
  );
  const { read, write } = await measureRates(bench, servers);
  const pages = await measurePages(servers.product);
  const figures: BenchFigures = { read, write, ...pages };
  if (json) console.log(JSON.stringify(figures));
  else report(figures);
} finally {
  await closeAll();
}

function report({ read, write, rider, console: desk }: BenchFigures): void {
  const line = (name: string, { ratio, product, bare }: Ratio, aim: number) =>
    `${name}  ${ratio.toFixed(2)}  (${Math.round(product)} / ${Math.round(bare)} per second; aim ≥ ${aim})`;
  console.log(line('read ', read, 0.8));
  console.log(line('write', write, 0.6));
  console.log(`rider first load    ${kilobytes(rider.bytes)} compressed (aim ≤ 40 KB)`);
  console.log(`console first load  ${kilobytes(desk.bytes)} compressed`);
  console.log(
    `rider on a phone 4× slower, 1.6 Mbit/s, 150 ms: first paint ${rider.firstPaint} ms (≤ 1000), largest ${rider.largestPaint} ms (≤ 1500), usable ${rider.usable} ms (≤ 2000)`,
  );
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
