/** A roster of 2,000 rows: counts, progress, and rows that arrive while the file is still read. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { emptyLedger } from './comparison.ts';
import { writeLargeRoster } from './large-roster.ts';
import { previewImport } from './preview.ts';
import { openWorkbook } from './source.ts';

test('A1 progress is told while a large roster is read', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'roster-'));
  t.after(() => rm(folder, { recursive: true }));
  const path = join(folder, 'large.xlsx');
  await writeLargeRoster(path, 2000);
  const told: number[] = [];
  const result = await previewImport({ rosters: [{ name: '大表.xlsx', path }] }, emptyLedger, {
    onProgress: ({ share }) => told.push(share),
  });
  assert.ok(result.ok);
  const { rows, people, twoSites, rejected } = result.preview.roster;
  assert.deepEqual(
    { rows, people, twoSites: twoSites.length, rejected },
    { rows: 2000, people: 1980, twoSites: 20, rejected: [] },
  );
  assert.ok(told.length > 2 && told.every((share, at) => share >= (told[at - 1] ?? 0)) && told.at(-1) === 1);
});

test('a reader that stops early leaves no stream open', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'roster-'));
  t.after(() => rm(folder, { recursive: true }));
  const path = join(folder, 'large.xlsx');
  await writeLargeRoster(path, 2000);
  const workbook = await openWorkbook({ name: '大表.xlsx', path });
  for await (const { row } of workbook.rows(workbook.sheets[0]!)) if (row === 5) break;
  await workbook.close();
});
