create table plan (
    event_id text primary key,
    sections jsonb not null,
    runs jsonb not null,
    awaited bigint not null,
    version bigint not null
) with (fillfactor = 50);

alter table stock add column no_single_seats boolean not null default false;
alter table section add column taken jsonb not null default '{}', set (fillfactor = 50);
alter table hold add column picking bigint not null default 0;
