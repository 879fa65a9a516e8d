// D4: whatever awards arrive together, the ledger stays whole; and whoever changes it afterwards is found out.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { freshDatabase, type TestDatabase } from '../../../test/harness/database.ts';
import { newId } from '../../kernel/database/id.ts';
import { auditStreet, type LedgerAudit } from './audit.ts';
import { runAudit } from './audit-command.ts';
import { openPoints } from './opening.ts';
import { defaultRules, type RuleCode } from './policy.ts';
import { type Award, award } from './transfers.ts';

const street = '140213066';
let database: TestDatabase;

before(async () => {
  database = await freshDatabase();
  await database.owner.query(
    "insert into streets (street, name, county) values ($1, '水泊寺街道', '平城区')",
    [street],
  );
  await database.db.transaction({ as: 'system', street }, openPoints);
});

async function newWorkers(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  await database.owner.query(
    "insert into workers (street, id, name, name_sort, state) select $1, id, '某人', 'mou ren', 'registered' from unnest($2::uuid[]) id",
    [street, ids],
  );
  return ids;
}

const give = (wish: Award) =>
  database.db.transaction({ as: 'system', street }, (tx, actor) => award(tx, actor, wish));

const ruleOf = new Map(defaultRules.map((rule) => [rule.rule as RuleCode, rule]));

interface Wish {
  who: number;
  rule: RuleCode;
  proof: number;
  times: number;
}

const wishes = fc.array(
  fc.record<Wish>({
    who: fc.nat({ max: 3 }),
    rule: fc.constantFrom(...ruleOf.keys()),
    proof: fc.nat({ max: 7 }),
    times: fc.integer({ min: 1, max: 5 }),
  }),
  { minLength: 20, maxLength: 60 },
);

/** What came of the awards to these workers. */
async function recorded(workers: readonly string[]) {
  const { rows } = await database.owner.query<{
    worker: string;
    rule: RuleCode;
    proof: string;
    amount: number;
  }>('select worker, rule, proof, amount from transfers where worker = any($1::uuid[])', [workers]);
  return rows;
}

test('however many awards arrive together, nothing is given twice, no cap is passed, and all accounts come to 0', async () => {
  await fc.assert(
    fc.asyncProperty(wishes, async (list) => {
      const workers = await newWorkers(4);
      const round = randomUUID();
      const proofOf = ({ proof, rule }: Wish) => ({ kind: 'test', id: `${round}-${proof}-${rule}` });
      const given = await Promise.all(
        list.map((wish) =>
          give({
            worker: workers[wish.who] as string,
            rule: wish.rule,
            proof: proofOf(wish),
            times: wish.times,
          }),
        ),
      );
      const rows = await recorded(workers);
      const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
      assert.equal(sum(given), sum(rows.map(({ amount }) => amount)), 'what was told is what was recorded');
      assert.equal(
        new Set(rows.map(({ proof, rule }) => `${proof} ${rule}`)).size,
        rows.length,
        'one award for one proof',
      );
      for (const worker of workers)
        for (const { capGroup, cap, capPer } of defaultRules) {
          if (cap === null || capPer === 'session') continue;
          const group = rows.filter(
            (row) => row.worker === worker && ruleOf.get(row.rule)?.capGroup === capGroup,
          );
          assert.ok(sum(group.map(({ amount }) => amount)) <= cap, `${capGroup} stays within ${cap}`);
        }
      for (const wish of list) {
        const rule = ruleOf.get(wish.rule);
        if (!rule || rule.cap !== null) continue;
        const found = rows.filter((row) => row.rule === wish.rule && row.proof === proofOf(wish).id);
        assert.equal(found.length, 1, 'a proof without a cap is rewarded');
        assert.equal((found[0]?.amount ?? 0) % rule.amount, 0);
      }
      assert.ok(!('broken' in (await auditStreet(database.db, street))));
    }),
    { numRuns: 12 },
  );
});

test('balances are what the transfers say, and system accounts keep none', async () => {
  const { rows } = await database.owner.query(
    `select (select coalesce(sum(balance), 0)::int from point_accounts) as balances,
       (select coalesce(sum(amount), 0)::int from transfers) as issued,
       (select count(*)::int from point_accounts where worker is null and balance is not null) as stored`,
  );
  assert.deepEqual(rows[0], { balances: rows[0].issued, issued: rows[0].issued, stored: 0 });
  assert.ok(rows[0].issued > 0);
});

test('a street whose policy is not in force gives no points', async () => {
  const other = '140213065';
  await database.owner.query(
    "insert into streets (street, name, county) values ($1, '文瀛湖街道', '平城区')",
    [other],
  );
  const worker = newId();
  await database.owner.query(
    "insert into workers (street, id, name, name_sort, state) values ($1, $2, '某', 'mou', 'registered')",
    [other, worker],
  );
  const points = await database.db.transaction({ as: 'system', street: other }, (tx, actor) =>
    award(tx, actor, { worker, rule: 'registration', proof: { kind: 'worker', id: worker } }),
  );
  assert.equal(points, 0);
});

/** Changes the ledger as somebody with the owner's rights could, audits, and puts everything back. */
async function tampered(change: (worker: string) => [string, unknown[]]): Promise<LedgerAudit> {
  const [worker = ''] = await newWorkers(1);
  for (const [nth, rule] of (
    ['registration', 'report_accepted', 'report_solved', 'opinion_adopted'] as const
  ).entries())
    await give({
      worker,
      rule,
      proof: { kind: 'report', id: `${worker}-${nth}`, label: '066-20261124-0001' },
    });
  const [text, values] = change(worker);
  const changed = await database.owner.query(text, values);
  assert.ok((changed.rowCount ?? 0) > 0, 'something was changed');
  const audit = await auditStreet(database.db, street);
  await database.owner.query('delete from transfers where worker = $1', [worker]);
  await database.owner.query('delete from point_accounts where worker = $1', [worker]);
  return audit;
}

const second = '(select id from transfers where worker = $1 order by id offset 1 limit 1)';
const last = '(select id from transfers where worker = $1 order by id desc limit 1)';

const changes: [string, string, string, string][] = [
  ['a larger amount', `update transfers set amount = 500 where id = ${second}`, 'transfers', 'content'],
  ['another reason', `update transfers set reason = '奖励' where id = ${second}`, 'transfers', 'content'],
  [
    'another report’s number',
    `update transfers set proof_label = '066-20261124-0009' where id = ${second}`,
    'transfers',
    'content',
  ],
  [
    'an earlier date',
    `update transfers set at = at - interval '1 day' where id = ${last}`,
    'transfers',
    'content',
  ],
  [
    'a later expiry',
    `update transfers set expires_at = expires_at + interval '1 year' where id = ${second}`,
    'transfers',
    'content',
  ],
  ['a removed transfer', `delete from transfers where id = ${second}`, 'transfers', 'link'],
  ['a removed last transfer', `delete from transfers where id = ${last}`, 'point_accounts', 'end'],
  [
    'a larger balance',
    'update point_accounts set balance = balance + 1 where worker = $1',
    'point_accounts',
    'balance',
  ],
  [
    'a forgotten end',
    'update point_accounts set last_hash = null where worker = $1',
    'point_accounts',
    'end',
  ],
];

for (const [what, text, table, wrong] of changes) {
  test(`the audit names the row: ${what}`, async () => {
    const audit = await tampered((worker) => [text, [worker]]);
    assert.ok('broken' in audit);
    assert.deepEqual([audit.broken.table, audit.broken.wrong], [table, wrong]);
    assert.match(audit.broken.id, /^[0-9a-f-]{36}$/);
  });
}

let dataDir: string;
before(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'nuanxin-audit-'));
});
after(() => rmSync(dataDir, { recursive: true, force: true }));

test('npm run audit:ledger says that the ledger is whole, or which row is not, or why it cannot look', async () => {
  const env = database.serverEnv(join(dataDir, 'data'));
  const heard = { out: '', err: '' };
  const run = (given: Record<string, string>) =>
    runAudit(
      given,
      (text) => {
        heard.out += text;
      },
      (text) => {
        heard.err += text;
      },
    );
  assert.equal(await run(env), 0, heard.err);
  assert.match(heard.out, /140213066 ✓ \d+ 人，\d+ 笔，\d+ 积分/);
  const { rows } = await database.owner.query(
    'update transfers set amount = amount + 1 where id = (select id from transfers limit 1) returning id',
  );
  assert.equal(await run(env), 1);
  assert.ok(heard.err.includes(`transfers ${rows[0].id}`), heard.err);
  assert.equal(await run({ ...env, PORT: 'x' }), 2);
  assert.match(heard.err, /PORT/);
});
