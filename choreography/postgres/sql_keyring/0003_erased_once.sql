-- Who is erased already is not written again: all are erased anew after each start, as an older copy of the keyring may
-- have come back.
create or replace function erase_key(person text) returns void
language sql security definer set search_path = keyring, pg_temp as $$
    insert into data_key as k (person_id, version, erased) values (person, 1, now())
    on conflict (person_id) do update set wrapped = null, erased = now() where k.erased is null;
$$;
