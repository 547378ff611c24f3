alter table queue
    add column unasked bigint not null default 0,
    add column slowed boolean not null default false;
create table checkout (
    event_id text not null,
    booking_id text not null,
    waits boolean not null,
    version bigint not null,
    primary key (event_id, booking_id)
) with (fillfactor = 70);
