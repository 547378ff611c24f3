-- As seal_key, but a row is written whether or not there was one: nobody learns by the time which it was.
create function first_key(person text, fresh bytea, out version integer, out wrapped bytea) returns setof record
language plpgsql security definer set search_path = keyring, pg_temp as $$
begin
    insert into data_key as k (person_id, version, wrapped) values (person, 1, fresh)
    on conflict (person_id) do update set version = k.version;
    return query select * from open_key(person);
end $$;

revoke all on function first_key(text, bytea) from public;
