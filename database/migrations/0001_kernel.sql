-- What every feature stands on: streets, accounts, sessions, grants, areas, files, audit, work to be done.
-- Every tenant table begins with `street`, which leads every key (ARCHITECTURE.md, “Data rules”). Only tables without a
-- parent in the same street refer to `streets` themselves; those written at every request leave it to row-level security,
-- since each reference locks the street's one row.
-- The roles nuanxin_app (what the server is) and nuanxin_across (the few queries across streets) exist already.

-- Puts a tenant table under row-level security and grants the server just the verbs named.
create function protect(tenant_table regclass, verbs text) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tenant_table);
  execute format($p$create policy tenant on %s
    using (street = current_setting('app.street', true))
    with check (street = current_setting('app.street', true))$p$, tenant_table);
  execute format('grant %s on %s to nuanxin_app', verbs, tenant_table);
end $$;

-- Exception (not a tenant table): the subdistricts of this installation.
create table streets (
  street text primary key check (street ~ '^\d{9}$'),
  name text not null,
  county text not null,
  settings jsonb not null default '{}',
  created_at timestamptz not null default now()
);
grant select on streets to nuanxin_app;

-- Exception: which streets know a phone. Keyed hash only.
create table sign_in_directory (
  phone_hash bytea not null,
  street text not null references streets,
  primary key (phone_hash, street)
);
grant select, insert, delete on sign_in_directory to nuanxin_app;

create table staff (
  street text not null references streets,
  id uuid not null,
  login text not null check (login ~ '^[a-z0-9._-]{2,40}$'),
  name text not null check (length(name) between 1 and 40),
  title text,
  phone_cipher bytea,
  password_hash text not null,
  password_set_at timestamptz not null default now(),
  totp_cipher bytea,
  totp_confirmed_at timestamptz,
  totp_last_step bigint not null default 0,
  failed_tries int not null default 0 check (failed_tries >= 0),
  locked_until timestamptz,
  state text not null default 'active' check (state in ('active', 'ended')),
  created_at timestamptz not null default now(),
  primary key (street, id),
  unique (street, login)
);
select protect('staff', 'select, insert, update');

-- Who may do what where; ended, never deleted.
create table grants (
  street text not null,
  id uuid not null,
  staff uuid not null,
  role text not null,
  community text,
  grid text,
  site uuid,
  place uuid,
  unit text,
  since timestamptz not null default now(),
  until timestamptz,
  given_by uuid,
  primary key (street, id),
  foreign key (street, staff) references staff (street, id)
);
create index grants_by_staff on grants (street, staff) where until is null;
create index grants_by_grid on grants (street, grid) where until is null;
select protect('grants', 'select, insert, update');

create table sessions (
  street text not null references streets,
  token_hash bytea not null,
  kind text not null check (kind in ('staff', 'worker')),
  actor uuid not null,
  device text,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (street, token_hash)
);
create index sessions_by_actor on sessions (street, kind, actor);
create index sessions_by_expiry on sessions (street, expires_at);
select protect('sessions', 'select, insert, update, delete');

-- Communities and grids with their boundaries; a moved boundary is a new row (WGS84, GeoJSON geometry).
create table areas (
  street text not null references streets,
  id uuid not null,
  code text not null check (code ~ '^\d{12}(-\d{3})?$'),
  level text not null check (level in ('community', 'grid')),
  kind text not null check (kind in ('community', 'village', 'grid')),
  community text not null check (community ~ '^\d{12}$'),
  name text not null,
  geometry jsonb,
  since timestamptz not null default now(),
  until timestamptz,
  import uuid,
  primary key (street, id)
);
create unique index areas_current on areas (street, code) where until is null;
select protect('areas', 'select, insert, update');

-- The keyed part of POST: what was made under a key lives as long as the thing it made.
create table idempotency_keys (
  street text not null,
  actor text not null,
  route text not null,
  key uuid not null,
  request_hash bytea not null,
  made uuid not null,
  created_at timestamptz not null default now(),
  primary key (street, actor, route, key)
);
select protect('idempotency_keys', 'select, insert, delete');

-- Numbers that people read, per street, kind and day.
create table counters (
  street text not null,
  kind text not null,
  day date not null,
  last int not null check (last >= 0),
  primary key (street, kind, day)
);
select protect('counters', 'select, insert, update');

-- Words, bigrams, pinyin, initials and keyed phone hashes as rows, because row-level security lets only
-- leak-proof operators use an index.
create table search_tokens (
  street text not null,
  kind text not null,
  token text not null,
  id uuid not null,
  primary key (street, kind, token, id)
);
create index search_tokens_by_id on search_tokens (street, kind, id);
select protect('search_tokens', 'select, insert, delete');

create table photos (
  street text not null references streets,
  id uuid not null,
  sha256 bytea not null,
  perceptual_hash text not null,
  width int not null check (width > 0),
  height int not null check (height > 0),
  bytes int not null check (bytes > 0),
  taken_at timestamptz,
  uploaded_by text not null,
  created_at timestamptz not null default now(),
  primary key (street, id)
);
select protect('photos', 'select, insert, delete');

-- One row per request that changed something or showed a person unmasked; append-only.
create table audit (
  street text not null,
  id uuid not null,
  at timestamptz not null default now(),
  actor_kind text not null,
  actor text not null,
  action text not null,
  subject_kind text,
  subject text,
  purpose text,
  request text,
  detail jsonb,
  primary key (street, id)
);
create index audit_by_time on audit (street, at desc, id);
create index audit_by_subject on audit (street, subject_kind, subject, at desc);
select protect('audit', 'select, insert');

create table audit_persons (
  street text not null,
  worker uuid not null,
  at timestamptz not null default now(),
  audit uuid not null,
  primary key (street, worker, at, audit),
  foreign key (street, audit) references audit (street, id)
);
select protect('audit_persons', 'select, insert');

-- Work that must not be lost; pg-boss only wakes those who do it.
create table outbox (
  street text not null references streets,
  id uuid not null,
  due timestamptz not null default now(),
  kind text not null,
  ref uuid,
  tries int not null default 0,
  primary key (street, id)
);
create index outbox_due on outbox (street, due);
select protect('outbox', 'select, insert, update, delete');

-- Messages to people; the body is encrypted since it may hold a code or a name.
create table messages (
  street text not null references streets,
  id uuid not null,
  channel text not null check (channel in ('sms', 'inapp')),
  worker uuid,
  phone_cipher bytea,
  template text not null,
  body_cipher bytea not null,
  ref_kind text,
  ref uuid,
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed', 'unsure', 'read')),
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  read_at timestamptz,
  primary key (street, id)
);
create index messages_by_worker on messages (street, worker, created_at desc);
create index messages_by_time on messages (street, created_at desc, id);
select protect('messages', 'select, insert, update');

-- Something a person of the office must look at; closed, never deleted.
create table tasks (
  street text not null references streets,
  id uuid not null,
  kind text not null,
  community text,
  subject_kind text,
  subject uuid,
  detail jsonb not null default '{}',
  created_at timestamptz not null default now(),
  done_at timestamptz,
  done_by uuid,
  outcome text,
  primary key (street, id)
);
create index tasks_open on tasks (street, created_at) where done_at is null;
select protect('tasks', 'select, insert, update');

-- Opens a request's transaction as the holder of a live session: sets what the policies and queries read.
-- Raises 28000 when there is no such session and 42501 when none of its roles is allowed.
create function enter(token bytea, in_street text, allowed text[]) returns jsonb
language plpgsql security definer set search_path = public as $$
declare
  s sessions%rowtype;
  who record;
  may record;
begin
  select * into s from sessions where street = in_street and token_hash = token and expires_at > now();
  if not found then
    raise exception 'no session' using errcode = '28000';
  end if;
  if s.kind = 'worker' then
    if not ('worker' = any(allowed)) then
      raise exception 'not for workers' using errcode = '42501';
    end if;
    select name into who from workers where street = in_street and id = s.actor and state in ('registered', 'active', 'away');
    if not found then
      raise exception 'no session' using errcode = '28000';
    end if;
    -- The settings of scope stay unset: nothing is in a worker's scope but what names the worker.
    perform set_config('app.street', in_street, true), set_config('app.actor', s.actor::text, true);
    return jsonb_build_object('street', in_street, 'kind', 'worker', 'id', s.actor, 'name', who.name, 'roles', jsonb_build_array('worker'),
      'communities', '[]'::jsonb, 'grids', '[]'::jsonb, 'wide', false, 'totp', false);
  end if;
  select staff.name, staff.totp_confirmed_at into who
    from staff where street = in_street and id = s.actor and state = 'active';
  if not found then
    raise exception 'no session' using errcode = '28000';
  end if;
  -- GB/T 22239 level 3: staff have two factors; until the second is set up only its own routes answer.
  if who.totp_confirmed_at is null and not ('unconfirmed' = any(allowed)) then
    raise exception 'second_factor' using errcode = '42501';
  end if;
  -- Scope comes only from the roles that this rule allows: a grid worker's right never widens another role's.
  select coalesce(jsonb_agg(distinct role), '[]') as roles,
    coalesce(bool_or(role = any(allowed) and community is null and grid is null and site is null), false) as wide,
    coalesce(bool_or(role = any(allowed)), false) as any_allowed,
    coalesce(array_agg(distinct community) filter (where role = any(allowed) and community is not null and grid is null), '{}') as communities,
    coalesce(array_agg(distinct grid) filter (where role = any(allowed) and grid is not null), '{}') as grids
    into may from grants where street = in_street and staff = s.actor and until is null;
  if not may.any_allowed and not ('staff' = any(allowed)) then
    raise exception 'no role' using errcode = '42501';
  end if;
  perform set_config('app.street', in_street, true), set_config('app.actor', s.actor::text, true),
    set_config('app.wide', case when may.wide then 'on' else 'off' end, true),
    set_config('app.communities', array_to_string(may.communities, ','), true),
    set_config('app.grids', array_to_string(may.grids, ','), true);
  return jsonb_build_object('street', in_street, 'kind', 'staff', 'id', s.actor, 'name', who.name, 'roles', may.roles,
    'communities', to_jsonb(may.communities), 'grids', to_jsonb(may.grids), 'wide', may.wide,
    'totp', who.totp_confirmed_at is not null);
end $$;

-- The public: may be in a street, is nobody.
create function enter_public(in_street text) returns jsonb language plpgsql as $$
begin
  perform set_config('app.street', in_street, true), set_config('app.actor', 'public', true);
  return jsonb_build_object('street', in_street, 'kind', 'public', 'id', 'public', 'name', '', 'roles', '[]'::jsonb,
    'communities', '[]'::jsonb, 'grids', '[]'::jsonb, 'wide', false, 'totp', false);
end $$;

-- The product's own work: jobs, imports from the command line, the demo.
create function enter_system(in_street text) returns jsonb language plpgsql as $$
begin
  perform set_config('app.street', in_street, true), set_config('app.actor', 'system', true),
    set_config('app.wide', 'on', true);
  return jsonb_build_object('street', in_street, 'kind', 'system', 'id', 'system', 'name', '',
    'roles', '["system"]'::jsonb, 'communities', '[]'::jsonb, 'grids', '[]'::jsonb, 'wide', true, 'totp', false);
end $$;

-- Whether a row of this community, grid or site is within what the request's role may see.
create function in_scope(row_community text, row_grid text) returns boolean language sql stable parallel safe as $$
  select current_setting('app.wide', true) = 'on'
    or (row_community is not null and row_community = any(string_to_array(current_setting('app.communities', true), ',')))
    or (row_grid is not null and row_grid = any(string_to_array(current_setting('app.grids', true), ',')))
$$;

-- Adds a street (first-run page, operator): the only writing of `streets` that the server may do.
create function open_street(code text, street_name text, county_name text) returns void
language sql security definer set search_path = public as $$
  insert into streets (street, name, county) values (code, street_name, county_name) on conflict (street) do nothing
$$;

-- Which streets have work due; across streets, so a function of its own.
create function due_outbox(at timestamptz, most int) returns table (street text, id uuid)
language sql security definer set search_path = public as $$
  select o.street, o.id from outbox o where o.due <= at order by o.due limit most
$$;
revoke execute on function open_street(text, text, text), due_outbox(timestamptz, int), enter(bytea, text, text[]) from public;
grant execute on function open_street(text, text, text), due_outbox(timestamptz, int), enter(bytea, text, text[]) to nuanxin_app;
