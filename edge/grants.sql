-- What the edge may read, and nothing else: the views that are made for it, and the feeds through two functions.
-- Applied by the administrator at every provisioning, after the services' own tables.

grant usage on schema views to edge;
do $$
declare name text;
begin
    revoke all on all tables in schema views from edge; -- not what the engine keeps there: what died may be read by nobody
    for name in select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'views' and c.relkind = 'r' and c.relname like '%\_view' loop
        execute format('grant select on %s to edge', name);
    end loop;
end $$;

create or replace function realtime.feed_after(event text, name text, after bigint, most integer)
returns table (n bigint, body text)
language sql stable security definer set search_path = realtime, pg_temp as $$
    select f.n, f.body from feed f
    where f.event_id = event and f.channel = name and f.place > lpad(after::text, 12, '0') || '~'
    order by f.place limit most;
$$;

-- The newest of each type among the last 2,000 that were said on a channel.
create or replace function realtime.feed_newest(event text, name text)
returns table (body text)
language sql stable security definer set search_path = realtime, pg_temp as $$
    select distinct on (f.body::jsonb ->> 'type') f.body from (
        select l.place, l.body from feed l where l.event_id = event and l.channel = name order by l.place desc limit 2000
    ) f order by f.body::jsonb ->> 'type', f.place desc;
$$;

-- The last number of a booking's channel, or of an event's calling off; null if nothing was ever said on it.
create or replace function realtime.channel_head(event text, booking text) returns bigint
language sql stable security definer set search_path = realtime, pg_temp as $$
    select c.n from channel c where c.event_id = event and c.booking_id = booking
    union all
    select c.n from calling_off c where c.event_id = event and booking = 'cancellation'
    limit 1;
$$;

-- Whose a booking is; null if the feeds do not know it, or knew it before they noted buyers.
create or replace function realtime.channel_buyer(event text, booking text) returns text
language sql stable security definer set search_path = realtime, pg_temp as $$
    select nullif(c.buyer_id, '') from channel c where c.event_id = event and c.booking_id = booking;
$$;

revoke all on function realtime.channel_buyer(text, text) from public;
revoke all on function realtime.feed_after(text, text, bigint, integer) from public;
revoke all on function realtime.feed_newest(text, text) from public;
revoke all on function realtime.channel_head(text, text) from public;
grant usage on schema realtime to edge;
grant execute on function realtime.feed_after(text, text, bigint, integer) to edge;
grant execute on function realtime.feed_newest(text, text) to edge;
grant execute on function realtime.channel_head(text, text) to edge;
grant execute on function realtime.channel_buyer(text, text) to edge;
