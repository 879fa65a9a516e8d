// What the rider app costs before anything is seen, and that old web views understand all of it.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const built = mkdtempSync(join(tmpdir(), 'nuanxin-rider-'));
const read = (file: string) => readFileSync(join(built, file), 'utf8');
const files = (ending: string) => readdirSync(join(built, 'assets')).filter((file) => file.endsWith(ending));

before(async () => {
  await build({
    configFile: fileURLToPath(new URL('./vite.config.ts', import.meta.url)),
    logLevel: 'error',
    build: { outDir: built },
  });
});
after(() => rmSync(built, { recursive: true, force: true }));

test('the first load is at most 40 KB compressed', () => {
  const html = read('index.html');
  const first = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, file]) => file ?? '');
  assert.ok(first.length >= 2, html);
  const bytes = ['index.html', ...first].reduce((sum, file) => sum + gzipSync(read(file)).length, 0);
  assert.ok(bytes <= 40 * 1024, `${bytes} bytes: ${first.join(' ')}`);
});

test('the page holds no script and no style of its own (content security policy)', () => {
  const html = read('index.html');
  assert.doesNotMatch(html, /<style|style="|<script(?![^>]+src=)| on\w+="/);
});

test('our styles ask for nothing newer than Chrome 86 and iOS 14', () => {
  const newer =
    /:has\(|:is\(|:where\(|color-mix\(|oklch\(|@layer|@container|aspect-ratio|\d[dls]v[hw]\b|[{;]inset:|[{;]gap:/;
  for (const file of files('.css').filter((name) => !name.startsWith('map-')))
    assert.equal(newer.exec(read(join('assets', file)))?.[0], undefined, file);
});

test('our scripts call nothing newer than Chrome 86 and iOS 14', () => {
  const newer =
    /\.at\(-?\d|structuredClone\(|\.randomUUID\(|\.replaceAll\(|Object\.hasOwn\(|\.findLast\(|AbortSignal\.timeout|BroadcastChannel|\bstatic\{/;
  for (const file of files('.js').filter((name) => !/^map/.test(name)))
    assert.equal(newer.exec(read(join('assets', file)))?.[0], undefined, file);
  assert.equal(newer.exec(read('service-worker.js'))?.[0], undefined);
});

test('the service worker keeps every page of the app, but not the map', () => {
  const worker = read('service-worker.js');
  assert.match(worker, /\/assets\/ReportPage-/);
  assert.doesNotMatch(worker, /\/assets\/map/);
  assert.doesNotMatch(worker, /^import\b|\bimport\s*\{/m);
});
