alter table entry add column route text not null default '';

create index entry_actor on entry (actor, at) where actor <> '';
create index entry_route on entry (route, at) where route <> '';
create index entry_at on entry using brin (at);

create or replace view index as
    select id, correlation, causation, type, source, topic, subject, actor, at, kind, name, n, route from entry;
