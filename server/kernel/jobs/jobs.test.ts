// Housekeeping is done by one process, in every street, once; what fails in one street does not stop another.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Api, lastCode, shuibosi, startApi } from '../../../test/harness/api.ts';
import { asOwner } from '../../../test/harness/cluster.ts';
import { testCluster } from '../../../test/harness/database.ts';
import { chores } from '../../app.ts';
import { type Chore, doChores, type JobsGiven, startJobs } from './jobs.ts';

const elsewhere = '140213065';
let api: Api;
let given: Omit<JobsGiven, 'chores'>;
const said: { facts: object; said: string }[] = [];
const hear = (facts: object, words: string) => void said.push({ facts, said: words });
const log = { info: hear, error: hear };

before(async () => {
  api = await startApi({ streets: [shuibosi, elsewhere] });
  const { db } = api.kernel;
  const { app, name } = api.database;
  given = { db, app, owner: asOwner(await testCluster(), name), log, pollSeconds: 0.5 };
});

const count = async (table: string) =>
  (await api.database.owner.query(`select count(*)::int as n from ${table}`)).rows[0].n as number;

test('ended sessions and codes of yesterday go, living ones stay', async () => {
  const rider = await api.registered({ name: '吕留', phone: '19970000001' });
  const gone = await api.registered({ name: '施走', phone: '19970000002', street: elsewhere });
  await api.database.owner.query(
    "update sessions set expires_at = now() - interval '1 minute' where actor = $1",
    [gone.id],
  );
  await api.database.owner.query(
    "update phone_codes set created_at = now() - interval '25 hours' where street = $1",
    [elsewhere],
  );
  await api.proved('19970000003');
  const before = { sessions: await count('sessions'), codes: await count('phone_codes') };
  await doChores({ db: api.kernel.db, chores, log });
  assert.deepEqual(
    { sessions: await count('sessions'), codes: await count('phone_codes') },
    { sessions: before.sessions - 1, codes: before.codes - 1 },
  );
  assert.equal((await rider.get('/api/v1/worker/me')).statusCode, 200);
  assert.match(await lastCode(api.kernel, '19970000003'), /^\d{6}$/);
  await doChores({ db: api.kernel.db, chores, log });
  assert.equal(await count('sessions'), before.sessions - 1, 'doing it again changes nothing');
});

test('what fails in one street leaves nothing there and does not stop the other', async () => {
  const failing: Chore = {
    name: 'failing',
    async run(tx, { street }) {
      await tx.insertInto('outbox').values({ street, id: crypto.randomUUID(), kind: 'test' }).execute();
      if (street === elsewhere) throw new Error('no');
      return 1;
    },
  };
  await assert.rejects(doChores({ db: api.kernel.db, chores: [failing], log }), /140213065 failing/);
  const { rows } = await api.database.owner.query("select street from outbox where kind = 'test'");
  assert.deepEqual(rows, [{ street: shuibosi }]);
});

test('two processes that are asked at once do the work once, and stop cleanly', async () => {
  const ran: string[] = [];
  const done = Promise.withResolvers<void>();
  const chore: Chore = {
    name: 'counted',
    async run(_tx, { street, kind }) {
      ran.push(`${kind} ${street}`);
      if (ran.length === 2) done.resolve();
      return 0;
    },
  };
  const processes = await Promise.all([
    startJobs({ ...given, chores: [chore] }),
    startJobs({ ...given, chores: [chore] }),
  ]);
  await Promise.all(processes.flatMap((one) => [one.ask(), one.ask()]));
  await done.promise;
  await Promise.all(processes.map((one) => one.stop()));
  assert.deepEqual(ran.sort(), [`system ${elsewhere}`, `system ${shuibosi}`]);
  const { rows } = await api.database.owner.query(
    "select state, data from pgboss.job where name = 'housekeeping'",
  );
  assert.deepEqual(rows, [{ state: 'completed', data: null }]);
  const open = await api.database.owner.query(
    "select 1 from pg_stat_activity where datname = current_database() and application_name = 'nuanxin jobs'",
  );
  assert.equal(open.rowCount, 0, 'no connection is left');
});

test('a restart finds its schedule and changes nothing', async () => {
  const jobs = await startJobs({ ...given, chores: [] });
  await jobs.stop();
  const { rows } = await api.database.owner.query('select name, cron, timezone from pgboss.schedule');
  assert.deepEqual(rows, [{ name: 'housekeeping', cron: '23 * * * *', timezone: 'Asia/Shanghai' }]);
});
