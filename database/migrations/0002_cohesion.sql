-- 思想加油站: the ledger of work sites and workers, consents, imports.

create table sites (
  street text not null references streets,
  id uuid not null,
  name text not null check (length(name) between 1 and 80),
  name_key text not null, -- the name as compared: half width, no spaces
  kind text not null check (kind in ('courier_station', 'delivery_station', 'hub', 'other')),
  brand text,
  address text,
  lng double precision check (lng between 70 and 140),
  lat double precision check (lat between 0 and 60),
  claimed_community text,
  manager text,
  manager_phone_cipher bytea,
  state text not null default 'open' check (state in ('open', 'closed')),
  community text, -- the current assignment, as site_areas says it
  grid text,
  flagged boolean not null default false,
  reason text not null default 'unassigned',
  evidence jsonb not null default '{}',
  import uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (street, id),
  check ((lng is null) = (lat is null))
);
create unique index sites_by_name on sites (street, name_key);
create index sites_by_grid on sites (street, community, grid);
select protect('sites', 'select, insert, update, delete');

create table workers (
  street text not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 40),
  name_sort text not null, -- pinyin, for order
  phone_cipher bytea,
  phone_hash bytea,
  phone_masked text, -- 199****8948, for lists
  gender text check (gender in ('male', 'female')),
  platform text,
  vehicle text check (vehicle in ('electric_bicycle', 'electric_tricycle', 'motorcycle', 'car', 'van', 'none', 'other')),
  start_date text check (start_date ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  staff_number text,
  short_number text,
  rest_hours text,
  note text,
  nickname text,
  state text not null check (state in ('listed', 'registered', 'active', 'away', 'left')),
  main_site uuid,
  community text, -- the current assignment, as assignments says it
  grid text,
  assignment_flagged boolean not null default false,
  listed_until timestamptz, -- a row that is only listed is kept till then
  registered_at timestamptz,
  import uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (street, id),
  foreign key (street, main_site) references sites (street, id)
);
create unique index workers_by_phone on workers (street, phone_hash) where phone_hash is not null;
create index workers_by_name on workers (street, name_sort, id);
create index workers_by_grid on workers (street, community, grid, name_sort, id);
create index workers_by_site on workers (street, main_site, name_sort, id);
create index workers_by_state on workers (street, state, name_sort, id);
create index workers_by_name_exact on workers (street, name);
select protect('workers', 'select, insert, update, delete');

create table worker_sites (
  street text not null,
  worker uuid not null,
  site uuid not null,
  since timestamptz not null default now(),
  until timestamptz,
  source text not null check (source in ('roster', 'registration', 'staff')),
  import uuid,
  primary key (street, worker, site, since),
  foreign key (street, worker) references workers (street, id) on delete cascade,
  foreign key (street, site) references sites (street, id)
);
create index worker_sites_by_site on worker_sites (street, site) where until is null;
select protect('worker_sites', 'select, insert, update, delete');

-- 适配: the history of where a worker belongs and why.
create table assignments (
  street text not null,
  id uuid not null,
  worker uuid not null,
  community text,
  grid text,
  reason text not null,
  evidence jsonb not null default '{}',
  flagged boolean not null default false,
  by_kind text not null,
  by_actor text not null,
  since timestamptz not null default now(),
  until timestamptz,
  primary key (street, id),
  foreign key (street, worker) references workers (street, id) on delete cascade
);
create unique index assignments_current on assignments (street, worker) where until is null;
create index assignments_by_worker on assignments (street, worker, since);
select protect('assignments', 'select, insert, update, delete');

create table consents (
  street text not null,
  id uuid not null,
  worker uuid not null,
  kind text not null,
  version int not null,
  given_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (street, id),
  foreign key (street, worker) references workers (street, id) on delete cascade
);
create unique index consents_current on consents (street, worker, kind) where withdrawn_at is null;
select protect('consents', 'select, insert, update');

create table phone_codes (
  street text not null references streets,
  id uuid not null,
  phone_hash bytea not null,
  code_hash bytea not null,
  tries int not null default 0 check (tries between 0 and 5),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (street, id)
);
create index phone_codes_by_phone on phone_codes (street, phone_hash, created_at desc);
select protect('phone_codes', 'select, insert, update, delete');

create table imports (
  street text not null references streets,
  id uuid not null,
  kind text not null check (kind in ('roster', 'sites', 'areas')),
  file_name text not null,
  file_sha256 bytea not null,
  state text not null check (state in ('reading', 'previewed', 'writing', 'confirmed', 'undone', 'cancelled', 'failed')),
  progress jsonb not null default '{}',
  options jsonb not null default '{}',
  summary jsonb not null default '{}',
  failure jsonb,
  created_by text not null,
  created_at timestamptz not null default now(),
  confirmed_at timestamptz,
  undone_at timestamptz,
  primary key (street, id)
);
create index imports_by_time on imports (street, created_at desc, id);
select protect('imports', 'select, insert, update');

-- What a preview found, row by row; lives until the import is confirmed and a week more. Personal values encrypted.
create table import_lines (
  street text not null,
  import uuid not null,
  line int not null,
  outcome text not null check (outcome in ('new', 'changed', 'unchanged', 'to_decide', 'rejected', 'duplicate')),
  sheet text not null,
  row_number int not null,
  body_cipher bytea not null,
  decision text,
  primary key (street, import, line),
  foreign key (street, import) references imports (street, id) on delete cascade
);
create index import_lines_by_outcome on import_lines (street, import, outcome, line);
select protect('import_lines', 'select, insert, update, delete');

-- What a confirmed import changed, so that it can be undone as a whole. `before` is encrypted.
create table import_changes (
  street text not null,
  import uuid not null,
  seq int not null,
  changed text not null check (changed in ('site', 'worker', 'worker_site', 'assignment', 'area')),
  id text not null,
  before_cipher bytea,
  primary key (street, import, seq),
  foreign key (street, import) references imports (street, id) on delete cascade
);
select protect('import_changes', 'select, insert, delete');

-- Column meanings set by hand, remembered for the next file of the same layout.
create table import_layouts (
  street text not null references streets,
  kind text not null,
  signature text not null,
  columns jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (street, kind, signature)
);
select protect('import_layouts', 'select, insert, update');
