// A roster of 100,000 rows from upload to undo: counts are right, progress is told, memory stays bounded.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { ImportView } from '../server/cohesion/census/contract.ts';
import { writeLargeRoster } from '../server/cohesion/census/large-roster.ts';
import { startApi } from './harness/api.ts';
import { whenFileEnds } from './harness/closing.ts';
import { upload } from './harness/imports.ts';

const rows = 100_000;
/** Of the whole test process, which also holds the upload (bytes). */
const mostMemory = 1.5e9;

test('100,000 rows are read, confirmed with progress, and undone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nuanxin-large-'));
  whenFileEnds(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'large.xlsx');
  await writeLargeRoster(path, rows);
  const api = await startApi();
  const admin = await api.staff('street_admin');
  const file = { kind: 'roster', name: '大表.xlsx', bytes: readFileSync(path) };
  const id = (await upload(api, admin, file)).json().id as string;
  const told: number[] = [];
  const after = async (state: string): Promise<ImportView> => {
    for (;;) {
      const view = (await admin.get(`/api/v1/imports/${id}`)).json() as ImportView;
      told.push(view.progress.rows);
      assert.ok(process.memoryUsage().rss < mostMemory);
      if (view.state !== state) return view;
      await pause(500);
    }
  };
  const people = { new: rows - rows / 100, duplicate: rows / 100 };
  assert.deepEqual((await after('reading')).counts, people);
  told.length = 0;
  await admin.post(`/api/v1/imports/${id}/confirm`, { legalBasis: true });
  const written = await after('writing');
  assert.deepEqual([written.state, written.counts], ['confirmed', people]);
  assert.ok(new Set(told).size > 2, 'progress is told while writing');
  const undone = await admin.post(`/api/v1/imports/${id}/undo`);
  assert.equal(undone.json().state, 'undone', undone.body);
  const left = await api.database.owner.query('select count(*) as n from workers');
  assert.equal(Number(left.rows[0].n), 0);
});
