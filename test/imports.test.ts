// The office's own files over HTTP: previewed, confirmed, imported again, undone; nothing sensitive is ever stored.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Api, type Caller, startApi } from './harness/api.ts';
import { imported, linesOf, office, previewed } from './harness/imports.ts';

let api: Api;
let admin: Caller;
before(async () => {
  api = await startApi();
  admin = await api.staff('street_admin');
});

const count = async (sql: string): Promise<number> =>
  Number((await api.database.owner.query(sql)).rows[0]?.n ?? 0);

test('boundaries, sites and the roster come in as the office expects', async () => {
  const areas = await imported(api, admin, office.areas);
  assert.equal(areas.state, 'confirmed', JSON.stringify(areas));
  assert.equal(await count(`select count(*) n from areas where until is null and level = 'grid'`), 27);

  const sites = await imported(api, admin, office.sites);
  assert.deepEqual(sites.counts, { new: 27 });

  const preview = await previewed(api, admin, office.roster);
  assert.equal(preview.state, 'previewed');
  const refused = await admin.post(`/api/v1/imports/${preview.id}/confirm`, {});
  assert.equal(refused.json().code, 'legal_basis_needed');
  const started = performance.now();
  const done = await admin.post(`/api/v1/imports/${preview.id}/confirm`, { legalBasis: true });
  console.log('confirm ms', performance.now() - started);
  console.log(done.json().state, done.json().counts);
  console.log(await linesOf(admin, preview.id, 'to_decide'));
});
