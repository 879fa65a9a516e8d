// Three roles share the work: the owner migrates, `nuanxin_app` is what the server is (not the owner, so that
// row-level security binds it), `nuanxin_across` owns the few functions that look across streets.
import pg from 'pg';
import { refusal } from '../config/refusal.ts';

type Rights = { superuser: boolean; createrole: boolean; bypassrls: boolean };

/**
 * Makes sure that the roles exist and that `nuanxin_app` signs in with `password`; `password: null` leaves its
 * password alone. Throws a refusal (`roles`) where the account may not do that and it is not done yet.
 */
export async function ensureRoles(client: pg.ClientBase, password: string | null): Promise<void> {
  const rights = await rightsOf(client);
  const known = await existing(client);
  const mayCreate = rights.superuser || rights.createrole;
  if (!mayCreate && !(known.has('nuanxin_app') && known.has('nuanxin_across'))) throw rolesMissing();
  if (!known.has('nuanxin_app')) await create(client, 'nuanxin_app', 'login noinherit');
  if (!known.has('nuanxin_across')) {
    await create(
      client,
      'nuanxin_across',
      rights.superuser || rights.bypassrls ? 'nologin bypassrls' : 'nologin',
    );
  }
  if (mayCreate) await ownAcross(client);
  if (mayCreate && password !== null) {
    await client.query(`alter role nuanxin_app login password ${client.escapeLiteral(password)}`);
  }
}

/** Makes sure that the app's connection is bound by row-level security; throws a refusal (`app_role`) otherwise. */
export async function checkAppRole(client: pg.ClientBase): Promise<void> {
  const found = await client.query<{ name: string; free: boolean; owns: boolean }>(`
    select current_user::text as name, r.rolsuper or r.rolbypassrls as free,
      exists (select from pg_class where oid = to_regclass('migrations') and pg_has_role(relowner, 'usage')) as owns
    from pg_roles r where r.rolname = current_user`);
  const role = found.rows[0];
  if (role && !role.free && !role.owns && role.name === 'nuanxin_app') return;
  throw refusal(
    'app_role',
    `应用的数据库账号是 ${role?.name}，必须是不拥有数据表、不能绕过行级安全的 nuanxin_app：请检查 APP_DATABASE_URL。`,
    `The app signs in to the database as ${role?.name}; it must be nuanxin_app, which owns no table and is bound by row-level security: check APP_DATABASE_URL.`,
  );
}

async function rightsOf(client: pg.ClientBase): Promise<Rights> {
  const found = await client.query<Rights>(
    'select rolsuper as superuser, rolcreaterole as createrole, rolbypassrls as bypassrls from pg_roles where rolname = session_user',
  );
  return found.rows[0] ?? { superuser: false, createrole: false, bypassrls: false };
}

async function existing(client: pg.ClientBase): Promise<Set<string>> {
  const found = await client.query<{ rolname: string }>(
    "select rolname from pg_roles where rolname like 'nuanxin%'",
  );
  return new Set(found.rows.map((row) => row.rolname));
}

/** Whoever owns the database may hand functions to `nuanxin_across`, whose owner needs a place to keep them. */
async function ownAcross(client: pg.ClientBase): Promise<void> {
  await client.query(`do $$ declare owner name := (select pg_get_userbyid(datdba) from pg_database
    where datname = current_database()); begin
    if not pg_has_role(owner, 'nuanxin_across', 'member') then
      execute format('grant nuanxin_across to %I', owner);
    end if; end $$`);
  await client.query('grant usage, create on schema public to nuanxin_across');
}

/** Creates a role; that another process did the same at this moment is no error. */
export async function create(client: pg.ClientBase, name: string, attributes: string): Promise<void> {
  try {
    await client.query(`create role ${name} ${attributes}`);
  } catch (error) {
    const twice = error instanceof pg.DatabaseError && (error.code === '42710' || error.code === '23505');
    if (!twice) throw error;
  }
}

function rolesMissing() {
  return refusal(
    'roles',
    "DATABASE_URL 的账号不能建立角色：请由管理员执行 CREATE ROLE nuanxin_app LOGIN NOINHERIT PASSWORD '…'; CREATE ROLE nuanxin_across NOLOGIN; GRANT nuanxin_across TO 该账号; 并设置 APP_DATABASE_URL。",
    "The account in DATABASE_URL may not create roles: have an administrator run CREATE ROLE nuanxin_app LOGIN NOINHERIT PASSWORD '…'; CREATE ROLE nuanxin_across NOLOGIN; GRANT nuanxin_across TO that account; and set APP_DATABASE_URL.",
  );
}
