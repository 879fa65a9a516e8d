import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import pg from 'pg';
import { freshDatabase, type TestDatabase } from '../../../test/harness/database.ts';
import { type Db, databaseOver, isRefusedEntry } from './database.ts';
import type { Entry } from './entry.ts';
import { newId } from './id.ts';
import { openPool } from './pool.ts';
import { query, rawQuery } from './query.ts';

const here = '140213066';
const there = '140213067';
const system = (street: string): Entry => ({ as: 'system', street });

let at: TestDatabase;
let one: Db; // over a single connection, so that every user follows the last one on it
let onePool: pg.Pool;

before(async () => {
  at = await freshDatabase({ connections: 16 });
  onePool = openPool(at.app, 1);
  one = databaseOver(onePool);
  for (const street of [here, there]) {
    await at.owner.query("insert into streets (street, name, county) values ($1, '某街道', '某区')", [
      street,
    ]);
  }
  return () => one.close();
});

const addTask = (street: string, kind: string) =>
  query.insertInto('tasks').values({ street, id: newId(), kind }).compile();
const countTasks = query
  .selectFrom('tasks')
  .select((of) => of.fn.countAll<number>().as('tasks'))
  .compile();

test('a batch enters, runs and returns typed rows in one round trip', async () => {
  const day = rawQuery<{
    n: number;
    day: string;
    at: Date;
    list: string[];
    empty: null;
    json: { a: number };
  }>(
    `select 7::int8 as n, date '2026-11-24' as day, timestamptz '2026-11-24 08:00+08' as at,
     array['a','b'] as list, null as empty, '{"a":1}'::jsonb as json`,
  );
  const { actor, results } = await one.batch(system(here), [
    day,
    rawQuery<{ name: string }>('select $1 as name', ['赵磊']),
  ]);
  assert.equal(actor.kind, 'system');
  assert.deepEqual(results[0].rows, [
    {
      n: 7,
      day: '2026-11-24',
      at: new Date('2026-11-24T00:00:00Z'),
      list: ['a', 'b'],
      empty: null,
      json: { a: 1 },
    },
  ]);
  assert.deepEqual(results[1].rows, [{ name: '赵磊' }]);
});

test('a query sees its own street only, and without a street nothing', async () => {
  await one.batch(system(here), [addTask(here, 'look'), addTask(here, 'call')]);
  await one.batch(system(there), [addTask(there, 'look')]);
  const count = async (street: string) =>
    (await one.batch(system(street), [countTasks])).results[0].rows[0]?.tasks;
  assert.deepEqual([await count(here), await count(there), await count('')], [2, 1, 0]);
});

test('nothing of the last user stays on the connection', async () => {
  await one.batch(system(here), [countTasks]);
  const client = await onePool.connect();
  try {
    const left = await client.query(
      "select current_setting('app.street', true) as street, count(*)::int from tasks",
    );
    assert.deepEqual(left.rows, [{ street: '', count: 0 }]);
  } finally {
    client.release();
  }
});

test('a row cannot be written into another street', async () => {
  await assert.rejects(one.batch(system(here), [addTask(there, 'smuggled')]), { code: '42501' });
});

test('an error in the middle undoes the whole batch, keeps its code, and the connection goes on', async () => {
  const before = await one.batch(system(here), [countTasks]);
  const bad = rawQuery('select 1 / $1::int as nothing', [0]);
  const failing = one.batch(system(here), [addTask(here, 'lost'), bad, addTask(here, 'never')]);
  await assert.rejects(failing, (error) => {
    assert.ok(error instanceof pg.DatabaseError);
    assert.equal(error.code, '22012');
    assert.equal(isRefusedEntry(error), false);
    return true;
  });
  const after = await one.batch(system(here), [countTasks]);
  assert.deepEqual(after.results[0].rows, before.results[0].rows);
});

test('a statement that does not parse, fails again and then runs once it can', async () => {
  const late = rawQuery<{ n: number }>('select n from late');
  for (const _ of [1, 2]) await assert.rejects(one.batch(system(here), [late]), { code: '42P01' });
  await at.owner.query('create table late (n int); grant select on late to nuanxin_app');
  assert.deepEqual((await one.batch(system(here), [late, late])).results[1].rows, []);
});

test('an entry without a live session is refused before anything runs', async () => {
  const stranger: Entry = { as: 'session', tokenHash: Buffer.alloc(32), street: here, allowed: ['worker'] };
  for (const attempt of [
    () => one.batch(stranger, [addTask(here, 'stolen')]),
    () =>
      one.transaction(stranger, (tx) =>
        tx.insertInto('tasks').values({ street: here, id: newId(), kind: 'stolen' }).execute(),
      ),
  ]) {
    await assert.rejects(attempt(), (error) => {
      assert.ok(error instanceof pg.DatabaseError && isRefusedEntry(error));
      assert.equal(error.code, '28000');
      return true;
    });
  }
  const stolen = await at.owner.query("select from tasks where kind = 'stolen'");
  assert.equal(stolen.rowCount, 0);
});

test('a transaction commits what its work did, and nothing of it when the work fails', async () => {
  const id = newId();
  const kept = await one.transaction(system(here), async (tx, actor) => {
    await tx.insertInto('tasks').values({ street: here, id, kind: 'kept' }).execute();
    return [actor.kind, await tx.selectFrom('tasks').select('kind').where('id', '=', id).executeTakeFirst()];
  });
  assert.deepEqual(kept, ['system', { kind: 'kept' }]);
  const failing = one.transaction(system(here), async (tx) => {
    await tx.updateTable('tasks').set({ kind: 'spoiled' }).where('id', '=', id).execute();
    throw new Error('changed my mind');
  });
  await assert.rejects(failing, /changed my mind/);
  const found = await at.owner.query('select kind from tasks where id = $1', [id]);
  assert.deepEqual(found.rows, [{ kind: 'kept' }]);
});

test('a swallowed error does not pass for a commit', async () => {
  const work = one.transaction(system(here), async (tx) => {
    await tx
      .insertInto('tasks')
      .values({ street: there, id: newId(), kind: 'smuggled' })
      .execute()
      .catch(() => {});
  });
  await assert.rejects(work, /had failed/);
});

test('two transactions in a deadlock both finish, since the one that lost runs again', async () => {
  const ids = [newId(), newId()];
  for (const id of ids)
    await at.owner.query("insert into tasks (street, id, kind) values ($1, $2, 'pair')", [here, id]);
  let waiting = 0;
  let meet = () => {};
  const bothHaveOne = new Promise<void>((resolve) => {
    meet = resolve;
  });
  const take = (order: string[]) =>
    at.db.transaction(system(here), async (tx) => {
      for (const id of order) {
        await tx
          .updateTable('tasks')
          .set({ outcome: order[0] as string })
          .where('id', '=', id)
          .execute();
        waiting += 1;
        if (waiting >= 2) meet();
        await bothHaveOne;
      }
    });
  await Promise.all([take(ids), take(ids.toReversed())]);
});

test('a thousand batches at once on a few connections each get their own answer', async () => {
  const ask = async (number: number) => {
    const street = number % 2 ? here : there;
    const asked = rawQuery<{ n: number; street: string }>(
      "select $1::int as n, current_setting('app.street') as street",
      [number],
    );
    const failing = number % 10 === 0 ? [rawQuery("select 'x'::int as broken")] : [];
    try {
      const { results } = await at.db.batch(system(street), [asked, ...failing]);
      return results[0]?.rows[0];
    } catch (error) {
      return (error as pg.DatabaseError).code;
    }
  };
  const answers = await Promise.all(Array.from({ length: 1000 }, (_, number) => ask(number)));
  answers.forEach((answer, number) => {
    assert.deepEqual(answer, number % 10 === 0 ? '22P02' : { n: number, street: number % 2 ? here : there });
  });
});

test('a statement that takes too long is cancelled and the connection goes on', async () => {
  const slow = one.transaction(
    system(here),
    (tx) => tx.selectNoFrom(() => []).$call(() => tx.executeQuery(rawQuery('select pg_sleep(30)'))),
    { statementTimeout: 20 },
  );
  await assert.rejects(slow, { code: '57014' });
  assert.equal((await one.batch(system(here), [countTasks])).results.length, 1);
});

test('a connection lost in the middle is told to the caller and replaced', async () => {
  const lost = one.transaction(system(here), async (tx) => {
    const { rows } = await tx.executeQuery(rawQuery<{ pid: number }>('select pg_backend_pid() as pid'));
    await at.owner.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await tx.selectFrom('tasks').select('id').execute();
  });
  await assert.rejects(lost);
  assert.equal((await one.batch(system(here), [countTasks])).results.length, 1);
});

test('more different statements than a connection keeps prepared still run', async () => {
  for (let number = 0; number < 450; number++) {
    const { results } = await one.batch(system(here), [rawQuery<{ n: number }>(`select ${number} as n`)]);
    assert.equal(results[0].rows[0]?.n, number);
  }
  const first = await one.batch(system(here), [rawQuery<{ n: number }>('select 0 as n')]);
  assert.equal(first.results[0].rows[0]?.n, 0);
});
