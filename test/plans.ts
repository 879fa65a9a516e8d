// The requests whose plans are looked at: lists, searches and look-ups that must not read a whole table.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Api, type Caller, shuibosi, startApi } from './harness/api.ts';
import { addCrowd } from './harness/crowd.ts';
import { explainedApp, nodesOf, type PlanNode, type Ran } from './harness/plans.ts';

/** Tables that grow with people and time; a sequential scan of one of these is a mistake. */
const large = new Set([
  'workers',
  'search_tokens',
  'reports',
  'report_events',
  'report_photos',
  'photos',
  'transfers',
  'point_accounts',
  'messages',
  'audit',
  'audit_persons',
  'sessions',
  'idempotency_keys',
  'assignments',
  'worker_sites',
  'volunteer_roles',
  'consents',
]);

type Who = 'rider' | 'grid worker' | 'community worker' | 'dispatcher' | 'street admin' | 'auditor';

const requests: [Who, string, string][] = [
  ['rider', 'own reports', '/api/v1/worker/reports'],
  ['rider', 'own points', '/api/v1/worker/points'],
  ['rider', 'own notices', '/api/v1/worker/notices'],
  ['rider', 'who looked', '/api/v1/worker/looks'],
  ['rider', 'own card', '/api/v1/worker/me'],
  ['dispatcher', 'newest reports', '/api/v1/reports'],
  ['dispatcher', 'a later page of reports', '/api/v1/reports?after=0174876e-8000-7000-8000-000000000000'],
  [
    'dispatcher',
    'reports by deadline',
    '/api/v1/reports?order=deadline&state=submitted,accepted,dispatched,handling,handled',
  ],
  ['dispatcher', 'reports of a state', '/api/v1/reports?state=handling'],
  [
    'dispatcher',
    'overdue reports',
    '/api/v1/reports?overdue=true&state=submitted,accepted,dispatched,handling,handled',
  ],
  ['dispatcher', 'own reports in hand', '/api/v1/reports?mine=true'],
  ['dispatcher', 'reports of a grid', '/api/v1/reports?grid=140213066005-002'],
  ['dispatcher', 'a report by its number', '/api/v1/reports?number=066-20250101-77'],
  ['community worker', 'reports of the community', '/api/v1/reports'],
  ['grid worker', 'reports of the grid', '/api/v1/reports'],
  ['grid worker', 'people of the grid', '/api/v1/workers'],
  ['auditor', 'the trace', '/api/v1/audit'],
  ['auditor', 'a later page of the trace', '/api/v1/audit?after=0174876e-8000-7000-8000-000000000000'],
  ['auditor', 'one kind of act', '/api/v1/audit?action=worker.opened'],
  ['street admin', 'the ledger', '/api/v1/workers'],
  ['street admin', 'a state of the ledger', '/api/v1/workers?state=active'],
  ['street admin', 'a community of the ledger', '/api/v1/workers?community=140213066004'],
  ['street admin', 'search by a part of the name', '/api/v1/workers?search=王建'],
  ['street admin', 'search by pinyin', '/api/v1/workers?search=wangxiaolong'],
  ['street admin', 'search by initials', '/api/v1/workers?search=wxl'],
  ['street admin', 'search by phone', '/api/v1/workers?search=19900001234'],
  ['street admin', 'search by the phone’s tail', '/api/v1/workers?search=1234'],
];

/** Declares one test for every request, on a street with `rows` of everything. */
export function declarePlanTests(rows: number): void {
  let api: Api;
  let explained: Awaited<ReturnType<typeof explainedApp>>;
  let callers: Record<Who, Caller>;

  test(`a street with ${rows} people, reports and traces`, async () => {
    api = await startApi();
    const rider = await api.registered({ name: '何计', phone: '19950000001' });
    await addCrowd(api.database.owner, shuibosi, rows, rider.id);
    const community = '140213066003';
    callers = {
      rider,
      'grid worker': await api.staff('grid_worker', { community, grid: `${community}-001` }),
      'community worker': await api.staff('community_worker', { community }),
      dispatcher: await api.staff('dispatcher'),
      'street admin': await api.staff('street_admin'),
      auditor: await api.staff('auditor'),
    };
    explained = await explainedApp(api, { withoutScans: rows < 10_000 });
  });

  for (const [who, what, url] of requests) {
    test(`by index among ${rows}: ${who}, ${what}`, async () => {
      explained.since();
      const answer = await explained.app.inject({
        url: encodeURI(url),
        headers: { cookie: callers[who].cookie },
      });
      assert.equal(answer.statusCode, 200, answer.body);
      const ran = explained.since();
      assert.ok(ran.length > 0, 'plans were told');
      assert.deepEqual(
        ran.flatMap((statement) => scanned(statement, rows < 10_000 ? 1 : countedUpTo)),
        [],
      );
    });
  }
}

/** A page counts up to 10,000 rows; reading about as many from the start of a table is bounded, however large it is. */
const countedUpTo = 15_000;

/** What a statement read as a whole, in words. */
function scanned({ text, plan }: Ran, most: number): string[] {
  return nodesOf(plan)
    .filter((node) => node['Node Type'] === 'Seq Scan' && large.has(node['Relation Name'] ?? ''))
    .filter((node) => readBy(node) > most)
    .map((node) => `all of ${node['Relation Name']} was read by: ${text}`);
}

/** Rows that a node looked at. */
const readBy = (node: PlanNode): number =>
  ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * (node['Actual Loops'] ?? 1);
