alter table booking
    add column offline boolean not null default false,
    add column keep_until timestamptz;
alter table sale add column offline_for interval;
