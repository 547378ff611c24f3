create table offline_charge (
    event_id text not null,
    booking_id text not null,
    price bigint not null,
    credited bigint not null,
    notes bigint not null,
    noted jsonb not null,
    version bigint not null,
    primary key (event_id, booking_id)
) with (fillfactor = 80);
