create table event_view (
    event_id text primary key,
    organiser_id text not null,
    name text not null,
    description text not null,
    category text not null,
    place text not null,
    venue_id text not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    currency text not null,
    ticket_types jsonb not null,
    sale_opens timestamptz not null,
    sale_closes timestamptz not null,
    hold_for interval not null,
    offer_version bigint not null,
    state text not null,
    reason text not null,
    state_version bigint not null,
    capacity bigint not null,
    held bigint not null,
    sold bigint not null,
    stock_seq bigint not null,
    version bigint not null
) with (fillfactor = 50);
create index event_view_listed on event_view (state, starts_at, event_id);
create index event_view_of_organiser on event_view (organiser_id, starts_at, event_id);

create table type_view (
    event_id text not null,
    ticket_type text not null,
    held bigint not null,
    sold bigint not null,
    version bigint not null,
    primary key (event_id, ticket_type)
) with (fillfactor = 50);

create table section_view (
    event_id text not null,
    section text not null,
    ticket_type text not null,
    price bigint not null,
    rows jsonb not null,
    held bigint not null,
    sold bigint not null,
    version bigint not null,
    primary key (event_id, section)
) with (fillfactor = 50);

create table seat_view (
    event_id text not null,
    seat text not null,
    state text not null,
    stock_seq bigint not null,
    version bigint not null,
    primary key (event_id, seat)
) with (fillfactor = 70);

create table booking_view (
    event_id text not null,
    booking_id text not null,
    buyer_id text not null,
    seats jsonb not null,
    ticket_type text not null,
    quantity bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    state text not null,
    expires_at timestamptz,
    reason text not null,
    lost jsonb not null,
    state_version bigint not null,
    price bigint not null,
    currency text not null,
    price_version bigint not null,
    place_state text not null,
    codes jsonb not null,
    stock_seq bigint not null,
    provider_id text not null,
    client_secret text not null,
    paid bigint not null,
    refunded bigint not null,
    version bigint not null,
    primary key (event_id, booking_id)
) with (fillfactor = 70);
create index booking_view_of_buyer on booking_view (buyer_id, created_at desc, booking_id);

create table venue_view (
    venue_id text primary key,
    organiser_id text not null,
    name text not null,
    place text not null,
    capacity bigint not null,
    version bigint not null
);
