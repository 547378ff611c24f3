-- Run with the schema `keyring` first in the search path. The table is for nobody: who may do what is a grant on a
-- function. What lies here is wrapped by a master key that the database never sees.

create table data_key (
    person_id text primary key,
    version integer not null,
    wrapped bytea, -- null once the person is erased
    made timestamptz not null default now(),
    erased timestamptz,
    check ((wrapped is null) = (erased is not null))
);

create function open_key(person text, out version integer, out wrapped bytea) returns setof record
language plpgsql stable security definer set search_path = keyring, pg_temp as $$
begin
    return query select k.version, k.wrapped from data_key k where k.person_id = person;
    if found and (select k.erased is not null from data_key k where k.person_id = person) then
        raise exception 'the person is erased' using errcode = 'BX003';
    end if;
end $$;

-- `fresh` is the wrapped key to be taken if the person has none yet.
create function seal_key(person text, fresh bytea, out version integer, out wrapped bytea) returns setof record
language plpgsql security definer set search_path = keyring, pg_temp as $$
begin
    insert into data_key (person_id, version, wrapped) values (person, 1, fresh) on conflict (person_id) do nothing;
    return query select * from open_key(person);
end $$;

-- The row stays, without its key: nobody makes the person another one.
create function erase_key(person text) returns void
language sql security definer set search_path = keyring, pg_temp as $$
    insert into data_key (person_id, version, erased) values (person, 1, now())
    on conflict (person_id) do update set wrapped = null, erased = coalesce(data_key.erased, now());
$$;

revoke all on all functions in schema keyring from public;
