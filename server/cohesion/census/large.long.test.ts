/** A roster of 100,000 rows: the memory used does not grow with the rows, and the time stays in seconds. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { emptyLedger } from './comparison.ts';
import { writeLargeRoster } from './large-roster.ts';
import { previewImport } from './preview.ts';
import { openWorkbook } from './source.ts';

test('A1 a roster of 100,000 rows is read with bounded memory', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'roster-'));
  t.after(() => rm(folder, { recursive: true }));
  const path = join(folder, 'large.xlsx');
  await writeLargeRoster(path, 100_000);
  const before = process.memoryUsage.rss();
  const workbook = await openWorkbook({ name: '大表.xlsx', path });
  let [most, rows] = [0, 0];
  for await (const _ of workbook.rows(workbook.sheets[0]!))
    if (++rows % 5000 === 0) most = Math.max(most, process.memoryUsage.rss());
  await workbook.close();
  assert.equal(rows, 100_001);
  const grown = Math.round((most - before) / 1024 / 1024);
  t.diagnostic(`reading alone: ${grown} MB more`);
  assert.ok(grown < 200, `${grown} MB`);
  const started = performance.now();
  const result = await previewImport({ rosters: [{ name: '大表.xlsx', path }] }, emptyLedger);
  assert.ok(result.ok);
  const { rows: read, people, twoSites, rejected } = result.preview.roster;
  t.diagnostic(
    `preview: ${Math.round(performance.now() - started)} ms, ${Math.round(process.memoryUsage.rss() / 1024 / 1024)} MB resident`,
  );
  assert.deepEqual(
    { read, people, twoSites: twoSites.length, rejected },
    { read: 100_000, people: 99_000, twoSites: 1000, rejected: [] },
  );
});
