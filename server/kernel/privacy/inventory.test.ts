import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { freshDatabase } from '../../../test/harness/database.ts';
import { exceptions } from '../database/exceptions.ts';
import { inventory } from './inventory.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
before(async () => {
  database = await freshDatabase();
});

async function columns(): Promise<Map<string, string[]>> {
  const { rows } = await database.owner.query(
    `select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace group by c.relname`,
  );
  return new Map(rows.map((row: { table: string; columns: string[] }) => [row.table, row.columns]));
}

test('every column is declared: as personal data with its purpose, or as holding none', async () => {
  for (const [table, names] of await columns()) {
    if (table === 'migrations') continue;
    const declared = inventory[table];
    assert.ok(declared, `table ${table} is not in the privacy inventory`);
    const known = [...Object.keys(declared.personal), ...declared.plain.split(' ').filter(Boolean)];
    assert.deepEqual([...names].sort(), [...known].sort(), `columns of ${table}`);
  }
});

test('every table belongs to a street: the key leads every key and index, and row-level security is on', async () => {
  for (const [table, names] of await columns()) {
    if (exceptions.has(table)) continue;
    assert.equal(names[0], 'street', `${table} begins with street`);
    const { rows: indexes } = await database.owner.query(
      `select i.indexrelid::regclass::text as name, (select a.attname from pg_attribute a where a.attrelid = i.indrelid and a.attnum = i.indkey[0]) as first
       from pg_index i where i.indrelid = $1::regclass`,
      [table],
    );
    for (const index of indexes) assert.equal(index.first, 'street', `${index.name} is led by street`);
    const { rows } = await database.owner.query(
      'select relrowsecurity from pg_class where oid = $1::regclass',
      [table],
    );
    assert.equal(rows[0].relrowsecurity, true, `${table} has row-level security`);
  }
});

test('append-only tables can be neither changed nor deleted from by the server', async () => {
  for (const table of ['audit', 'audit_persons', 'report_events', 'transfers']) {
    const { rows } = await database.owner.query(
      `select has_table_privilege('nuanxin_app', $1, 'update') as change, has_table_privilege('nuanxin_app', $1, 'delete') as remove`,
      [table],
    );
    assert.deepEqual(rows[0], { change: false, remove: false }, table);
  }
});

test('there is no trigger anywhere', async () => {
  const { rows } = await database.owner.query(`select tgname from pg_trigger where not tgisinternal`);
  assert.deepEqual(rows, []);
});
