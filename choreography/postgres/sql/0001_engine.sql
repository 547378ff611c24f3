-- What every service's schema holds besides its own rows. Run with the schema first in the search path.

create table lane (
    partition integer primary key,
    epoch bigint not null,
    turn bigint not null,
    next jsonb not null default '{}'
) with (fillfactor = 20, autovacuum_vacuum_threshold = 200, autovacuum_vacuum_scale_factor = 0);

-- Messages that were handled. The id is unique within a day; a save asks the other days itself.
create table inbox (
    id text not null,
    type text not null,
    subject text not null,
    command boolean not null,
    hash text not null,
    answer_id text,
    answer_type text,
    answer_body bytea,
    day date not null default current_date,
    primary key (id, day)
) partition by range (day);

create index inbox_open on inbox (subject) where command and answer_id is null;

-- Makes today's partition and the next three, drops those older than seven days. Gives up, to be called again, when
-- the table is busy for two seconds.
create function rotate_inbox() returns void language plpgsql security definer
set search_path from current set lock_timeout = '2s' set timezone = 'UTC' as $$
declare
    here text := (select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                  where c.oid = 'inbox'::regclass);
    day date;
    name text;
begin
    for day in select current_date + n from generate_series(0, 3) n loop
        name := 'inbox_' || to_char(day, 'YYYYMMDD');
        continue when to_regclass(format('%I.%I', here, name)) is not null;
        execute format('create table %I.%I partition of %I.inbox for values from (%L) to (%L)',
                       here, name, here, day, day + 1);
    end loop;
    for name in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = 'inbox'::regclass
                  and c.relname < 'inbox_' || to_char(current_date - 7, 'YYYYMMDD') loop
        execute format('drop table %I.%I', here, name);
    end loop;
end $$;

-- Facts that the log does not have yet, in the order of `seq`.
create table outbox (
    seq bigint generated always as identity,
    id text not null unique,
    partition integer not null,
    topic text not null,
    key text not null,
    envelope jsonb not null,
    body bytea not null,
    answers text[] not null
) with (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_delay = 0);

create index outbox_order on outbox (partition, seq);

create table waiting (
    seq bigint generated always as identity,
    id text primary key,
    name text not null,
    topic text not null,
    key text not null,
    subject text not null,
    partition integer not null,
    reason text not null check (reason in ('self', 'early', 'next', 'parked', 'dead')),
    due timestamptz not null,
    since timestamptz not null,
    tries integer not null,
    lacks text[] not null,
    error text not null,
    blocks boolean not null,
    envelope jsonb not null,
    body bytea not null
) with (fillfactor = 80, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0,
        autovacuum_vacuum_cost_delay = 0);

create index waiting_due on waiting (partition, due) where reason in ('self', 'early', 'next');
create index waiting_blocks on waiting (subject, topic) where blocks;
create index waiting_lacks on waiting using gin (lacks) with (fastupdate = off) where reason = 'early';
create index waiting_timer on waiting (subject, name) where name <> '';

-- Work still to be done outside. `claimed` is when the claim of `epoch` was made, `lease` when it ends.
create table effect (
    id text primary key,
    partition integer not null,
    envelope jsonb not null,
    body bytea not null,
    epoch bigint not null default 0,
    claimed timestamptz not null default '-infinity',
    lease timestamptz not null default '-infinity',
    tries integer not null default 0,
    since timestamptz not null default now()
) with (fillfactor = 80, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0,
        autovacuum_vacuum_cost_delay = 0);

create index effect_order on effect (partition, since);

-- The last word of a save: BX001 means that a lane row was moved, BX002 that a row is not what it was built on.
create function must(held boolean, code text) returns boolean language plpgsql as $$
begin
    if not held then
        raise exception 'nothing was saved' using errcode = code;
    end if;
    return true;
end $$;
