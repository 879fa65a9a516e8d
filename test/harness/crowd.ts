// A street with many people, reports, points and traces, written by SQL in a few seconds.
import type pg from 'pg';
import { nameSort, nameTokens } from '../../server/kernel/search/tokens.ts';

const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'];
const given = '伟 芳 建国 秀英 敏 静怡 强 丽丽 军 小龙 洋 志远 艳 明 晓东 海燕'.split(' ');

/**
 * Adds `rows` workers, reports (one event each), transfers, looks and messages to an open street. `me` is a worker who
 * gets a thousandth of the reports and, like every other, ten of the rest.
 */
export async function addCrowd(owner: pg.Pool, street: string, rows: number, me: string): Promise<void> {
  const client = await owner.connect();
  try {
    await nameThem(client);
    await client.query(people, [street, rows]);
    await client.query(reports, [street, rows, me]);
    for (const text of [foundBy, events, accounts, transfers, messages, audit, looks])
      await client.query(text, [street]);
    await client.query('drop table crowd, crowd_names, crowd_tokens');
    await client.query('analyze');
  } finally {
    client.release();
  }
}

async function nameThem(client: pg.PoolClient): Promise<void> {
  const names = surnames.flatMap((family) => given.map((name) => family + name));
  const tokens = names.flatMap((name, at) => nameTokens(name).map((token) => ({ at, token })));
  await client.query(
    'create temp table crowd_names as select * from unnest($1::int[], $2::text[], $3::text[]) n(at, name, sort)',
    [names.map((_, at) => at), names, names.map(nameSort)],
  );
  await client.query(
    'create temp table crowd_tokens as select * from unnest($1::int[], $2::text[]) t(at, token)',
    [tokens.map(({ at }) => at), tokens.map(({ token }) => token)],
  );
  await client.query(`create temp table crowd (nth int, id uuid, at int, community text, grid text)`);
}

/** Nine communities of five grids each; ids in the order of time, as UUIDv7 are. */
const people = `
with made as (
  insert into crowd select n, (lpad(to_hex(1600000000000 + n * 1000::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3)
      || '8' || substr(md5(n::text), 4, 15))::uuid,
    n % 256, $1 || lpad((3 + n % 9)::text, 3, '0'),
    $1 || lpad((3 + n % 9)::text, 3, '0') || '-' || lpad((1 + n / 9 % 5)::text, 3, '0')
  from generate_series(1, $2::int) n returning *
)
insert into workers (street, id, name, name_sort, phone_hash, phone_masked, state, community, grid)
select $1, id, name, sort, decode(md5(nth::text), 'hex'), '199****' || lpad((nth % 10000)::text, 4, '0'),
  (array['listed', 'registered', 'registered', 'active', 'left'])[1 + nth % 5], community, grid
from made join crowd_names using (at)`;

const foundBy = `
insert into search_tokens (street, kind, token, id)
select $1, 'worker', token, id from crowd join crowd_tokens using (at)`;

const reports = `
insert into reports (street, id, number, reporter, category, pace, place_source, lng, lat, community, grid, state, deadline, submitted_at)
select $1, id, '066-20250101-' || nth, case when nth % 1000 = 0 then $3::uuid else id end, 'roads.sign', 'ordinary', 'phone',
  113.365, 40.085, community, grid,
  (array['closed','closed','closed','closed','closed','closed','closed','rejected','submitted','handling'])[1 + nth % 10],
  case when nth % 10 >= 8 then now() + make_interval(mins => nth % 5000 - 1000) end,
  now() - make_interval(mins => $2::int - nth)
from crowd`;

const events = `
insert into report_events (street, report, seq, event, actor_kind, state)
select $1, id, 1, 'submit', 'worker', 'submitted' from crowd`;

/** A tenth of the people has points, ten transfers each. */
const accounts = `
insert into point_accounts (street, id, kind, worker, balance)
select $1, gen_random_uuid(), 'available', id, 50 from crowd where nth % 10 = 0`;

const transfers = `
insert into transfers (street, id, debit, credit, worker, amount, reason, rule, version, proof_kind, proof, source_key, by_kind, by_actor, hash)
select $1, gen_random_uuid(), issue.id, own.id, own.worker, 5, '随手拍被受理', 'report_accepted', 1, 'report', own.id || '-' || n,
  'crowd:' || own.id || ':' || n, 'system', 'system', '\\x00'
from point_accounts own, generate_series(1, 10) n, (select id from point_accounts where street = $1 and kind = 'issue') issue
where own.street = $1 and own.kind = 'available'`;

const messages = `
insert into messages (street, id, channel, worker, template, body_cipher, state)
select $1, gen_random_uuid(), 'inapp', id, 'registered', '\\x00', 'sent' from crowd`;

const audit = `
insert into audit (street, id, at, actor_kind, actor, action, subject_kind, subject)
select $1, id, now() - make_interval(mins => nth), 'staff', 'someone', 'worker.opened', 'worker', id::text from crowd`;

const looks = `
insert into audit_persons (street, worker, at, audit)
select $1, id, now() - make_interval(mins => nth), id from crowd`;
