alter table listing
    add column planned jsonb,
    add column attempt bigint not null default 0;

create table calendar (
    venue_id text primary key,
    slots jsonb not null,
    version bigint not null
);
