create table guest (
    event_id text not null,
    booking_id text not null,
    buyer_id text not null,
    good boolean not null,
    stock_seq bigint not null,
    version bigint not null,
    primary key (event_id, booking_id)
) with (fillfactor = 70);

alter table happening
    add column watched boolean not null default false,
    add column off boolean not null default false;
