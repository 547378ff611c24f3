alter table sale add column queued boolean not null default false;

create table turn (
    event_id text not null,
    buyer_id text not null,
    deadline timestamptz not null,
    booking_id text not null,
    over boolean not null,
    version bigint not null,
    primary key (event_id, buyer_id)
) with (fillfactor = 70);
