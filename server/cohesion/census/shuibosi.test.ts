/** The office's own files must come out as expected.json says, list by list. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { emptyLedger } from './comparison.ts';
import { previewJson, runImport } from './import-command.ts';
import { previewImport } from './preview.ts';
import type { Source } from './table.ts';

const folder = new URL('../../../database/demo/shuibosi/', import.meta.url);
const source = (name: string): Source => ({ name, path: fileURLToPath(new URL(name, folder)) });
const [sites, grids, roster] = ['站点清单.csv', 'grids.geojson', '新就业群体摸排表.xlsx'].map(source);
type Listed = { sheet: string; row: number; name: string; phone: string; why: string };
const expected = JSON.parse(await readFile(new URL('expected.json', folder), 'utf8')) as {
  people: number;
  rows: number;
  sites: unknown[];
} & Record<'rejected' | 'duplicates' | 'ambiguous' | 'twoSites', Listed[]>;

test('A1 the office’s roster, site list and boundaries come out as expected', async () => {
  const result = await previewImport({ sites: sites!, grids: grids!, rosters: [roster!] }, emptyLedger);
  assert.ok(result.ok);
  const found = previewJson(result.preview);
  assert.equal(found.roster.rows, expected.rows);
  assert.equal(found.roster.people, expected.people);
  assert.deepEqual(
    found.roster.rejected.map(({ sheet, row, reason }) => ({ sheet, row, why: reason })),
    expected.rejected,
  );
  assert.deepEqual(found.roster.duplicates, expected.duplicates);
  assert.deepEqual(found.roster.ambiguous, expected.ambiguous);
  assert.deepEqual(found.roster.twoSites, expected.twoSites);
  assert.deepEqual(
    found.sites.map(({ name, grid, claimed, disagrees }) => ({ name, grid, claimed, disagrees })),
    expected.sites,
  );
  assert.deepEqual(found.siteDatum, { datum: 'gcj02', by: 'header' });
});

test('A1 Party facts of the roster are named and never handed on', async () => {
  const result = await previewImport({ rosters: [roster!] }, emptyLedger, { withNotes: true });
  assert.ok(result.ok);
  assert.equal(result.preview.roster.needsConsent.length, 5);
  assert.doesNotMatch(JSON.stringify(result.preview.roster.persons), /党员|团员|群众/);
});

test('A1 the command prints the same as JSON, and one sentence when a file is missing', async () => {
  const printed: string[] = [];
  const said: string[] = [];
  const run = (...given: string[]) =>
    runImport(
      given,
      (text) => printed.push(text),
      (text) => said.push(text),
    );
  assert.equal(await run('--preview', '--json', `roster=${roster!.path}`), 0);
  assert.equal(JSON.parse(printed.join('')).roster.people, expected.people);
  assert.equal(await run('--preview', `sites=${sites!.path}`, `grids=${grids!.path}`), 0);
  assert.match(printed[1]!, /美团水泊寺配送站 +140213066003-003/);
  assert.equal(await run('--preview', '--json', 'roster=没有.xlsx'), 2);
  assert.match(said[0]!, /^没有\.xlsx：找不到这个文件/);
  assert.equal(await run('--preview', 'what'), 2);
  assert.equal(await run(), 2);
});

test('A1 a preview can be cancelled while a file is read', async () => {
  const stop = new AbortController();
  stop.abort(new Error('cancelled by staff'));
  await assert.rejects(
    previewImport({ rosters: [roster!] }, emptyLedger, { signal: stop.signal }),
    /cancelled by staff/,
  );
});

test('A1 a boundary file that only has grids takes the names of communities from the divisions', async () => {
  const whole = JSON.parse(await readFile(new URL('grids.geojson', folder), 'utf8')) as {
    features: { properties: { level: string; code: string; name: string } }[];
  };
  const features = whole.features
    .filter(({ properties }) => properties.level === 'grid')
    .map((feature) => ({
      ...feature,
      properties: { 网格编号: feature.properties.code.replace('-', ''), 网格名称: feature.properties.name },
    }));
  const bytes = Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
  const result = await previewImport({ sites: sites!, grids: { name: 'grids.geojson', bytes } }, emptyLedger);
  assert.ok(result.ok);
  const found = previewJson(result.preview).sites;
  assert.deepEqual(
    found.map(({ name, grid, claimed, disagrees }) => ({ name, grid, claimed, disagrees })),
    expected.sites,
  );
});
