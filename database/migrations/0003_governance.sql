-- 民情前哨站: roles wished for, snap reports, points.

create table volunteer_roles (
  street text not null,
  worker uuid not null,
  role text not null check (role in ('community_duty', 'publicity', 'civility', 'opinion', 'safety_patrol', 'mediation', 'elder_help')),
  state text not null check (state in ('wished', 'active', 'paused', 'ended')),
  since timestamptz not null default now(),
  until timestamptz,
  primary key (street, worker, role, since),
  foreign key (street, worker) references workers (street, id) on delete cascade
);
create unique index volunteer_roles_current on volunteer_roles (street, worker, role) where until is null;
select protect('volunteer_roles', 'select, insert, update');

create table categories (
  street text not null references streets,
  code text not null,
  parent text,
  zh text not null,
  en text not null,
  pace text not null check (pace in ('urgent', 'ordinary', 'hard')),
  photo_required boolean not null default true,
  guidance_zh text not null default '',
  guidance_en text not null default '',
  filing_condition text not null default '',
  closing_condition text not null default '',
  position int not null default 0,
  in_use boolean not null default true,
  primary key (street, code)
);
select protect('categories', 'select, insert, update');

create table reports (
  street text not null,
  id uuid not null,
  number text not null,
  reporter uuid,
  show_name boolean not null default false,
  category text not null,
  pace text not null check (pace in ('urgent', 'ordinary', 'hard')),
  body text not null default '' check (length(body) <= 500),
  place_note text not null default '' check (length(place_note) <= 200),
  lng double precision check (lng between 70 and 140),
  lat double precision check (lat between 0 and 60),
  place_source text not null check (place_source in ('phone', 'photo', 'map', 'community')),
  taken_at timestamptz,
  community text,
  grid text,
  state text not null check (state in ('submitted', 'accepted', 'dispatched', 'handling', 'handled', 'closed', 'rejected', 'merged', 'withdrawn')),
  handler uuid,
  deadline timestamptz, -- of the next step; null when ended
  submitted_at timestamptz not null default now(),
  accepted_at timestamptz,
  handled_at timestamptz,
  closed_at timestamptz,
  outcome text check (outcome in ('solved', 'not_solvable', 'not_ours', 'unreasonable')),
  rating int check (rating between 1 and 5),
  rating_note text check (length(rating_note) <= 200),
  solved_by_reporter boolean,
  photo uuid, -- the first one
  photo_count int not null default 0,
  primary key (street, id),
  unique (street, number),
  foreign key (street, reporter) references workers (street, id),
  foreign key (street, category) references categories (street, code),
  check ((lng is null) = (lat is null))
);
create index reports_by_time on reports (street, id desc);
create index reports_by_state on reports (street, state, deadline, id);
create index reports_by_reporter on reports (street, reporter, id desc);
create index reports_by_grid on reports (street, grid, id desc);
create index reports_by_community on reports (street, community, id desc);
create index reports_by_handler on reports (street, handler, id desc) where handler is not null;
select protect('reports', 'select, insert, update');

-- Append-only: a report's state is computed from these.
create table report_events (
  street text not null,
  report uuid not null,
  seq int not null check (seq >= 1),
  event text not null,
  actor_kind text not null check (actor_kind in ('worker', 'staff', 'system')),
  actor uuid,
  at timestamptz not null default now(),
  state text not null,
  deadline timestamptz,
  note text not null default '' check (length(note) <= 500),
  detail jsonb not null default '{}',
  primary key (street, report, seq),
  foreign key (street, report) references reports (street, id)
);
select protect('report_events', 'select, insert');

create table report_photos (
  street text not null,
  report uuid not null,
  photo uuid not null,
  seq int not null, -- the event that brought it
  position int not null,
  proven text not null default 'unknown' check (proven in ('proven', 'not_proven', 'unknown')),
  primary key (street, report, photo),
  foreign key (street, report) references reports (street, id),
  foreign key (street, photo) references photos (street, id)
);
select protect('report_photos', 'select, insert');

-- 积分管理办法: versions, approved by two, in force from a date.
create table point_policies (
  street text not null references streets,
  version int not null check (version >= 1),
  text_zh text not null,
  text_en text not null,
  drafted_by text not null,
  approved_by text,
  since timestamptz,
  until timestamptz,
  created_at timestamptz not null default now(),
  primary key (street, version),
  check (approved_by is null or approved_by <> drafted_by)
);
select protect('point_policies', 'select, insert, update');

create table point_rules (
  street text not null,
  version int not null,
  rule text not null,
  zh text not null,
  en text not null,
  amount int not null check (amount > 0),
  cap int check (cap > 0), -- points, over all rules of the same cap group
  cap_per text check (cap_per in ('ever', 'day', 'month', 'session')),
  cap_group text,
  primary key (street, version, rule),
  foreign key (street, version) references point_policies (street, version),
  check ((cap is null) = (cap_per is null))
);
select protect('point_rules', 'select, insert');

-- Only worker accounts keep a balance; system accounts are computed and never a row that every transfer updates.
create table point_accounts (
  street text not null,
  id uuid not null,
  kind text not null check (kind in ('available', 'held', 'issue', 'redemption', 'expiry', 'correction')),
  worker uuid,
  balance int check (balance >= 0),
  last_hash bytea,
  primary key (street, id),
  foreign key (street, worker) references workers (street, id),
  check ((kind in ('available', 'held')) = (worker is not null)),
  check ((worker is null) = (balance is null))
);
create unique index point_accounts_of_worker on point_accounts (street, worker, kind) where worker is not null;
create unique index point_accounts_of_street on point_accounts (street, kind) where worker is null;
select protect('point_accounts', 'select, insert, update');

create table transfers (
  street text not null,
  id uuid not null,
  debit uuid not null,  -- points leave here
  credit uuid not null, -- and arrive here
  worker uuid not null, -- whose chain this transfer is part of
  amount int not null check (amount > 0),
  reason text not null,
  rule text,
  version int,
  proof_kind text not null,
  proof text not null,
  proof_label text not null default '', -- what a person reads of the proof, e.g. the report's number
  source_key text not null, -- source kind + source id + rule: one award for one proof
  undoes uuid,
  by_kind text not null,
  by_actor text not null,
  at timestamptz not null default now(),
  expires_at timestamptz,
  previous_hash bytea,
  hash bytea not null,
  primary key (street, id),
  unique (street, source_key),
  foreign key (street, debit) references point_accounts (street, id),
  foreign key (street, credit) references point_accounts (street, id),
  foreign key (street, version, rule) references point_rules (street, version, rule),
  check (debit <> credit)
);
create index transfers_by_worker on transfers (street, worker, id desc);
create index transfers_by_rule on transfers (street, worker, rule, at);
select protect('transfers', 'select, insert');
