create table booking (
    event_id text not null,
    booking_id text not null,
    buyer_id text not null,
    state text not null,
    seats jsonb not null,
    ticket_type text not null,
    quantity bigint not null,
    deadline timestamptz not null,
    attempt bigint not null,
    price bigint not null,
    currency text not null,
    stock_seq bigint not null,
    version bigint not null,
    primary key (event_id, booking_id)
) with (fillfactor = 70);

create table sale (
    event_id text primary key,
    opens timestamptz not null,
    closes timestamptz not null,
    hold_for interval not null,
    closed boolean not null,
    version bigint not null
);
