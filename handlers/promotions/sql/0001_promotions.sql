create table promotion (
    promotion_id text primary key,
    organiser_id text not null,
    code text not null,
    percent bigint not null,
    amount bigint not null,
    currency text not null,
    ticket_types jsonb not null,
    min_tickets bigint not null,
    event_ids jsonb not null,
    valid_from timestamptz,
    valid_until timestamptz,
    uses_at_most bigint not null,
    per_buyer bigint not null,
    active boolean not null,
    uses bigint not null,
    version bigint not null
) with (fillfactor = 50);

create table use (
    promotion_id text not null,
    booking_id text not null,
    event_id text not null,
    buyer_id text not null,
    state text not null,
    attempt bigint not null,
    version bigint not null,
    primary key (promotion_id, booking_id)
) with (fillfactor = 70);

create table buyer_uses (
    promotion_id text not null,
    buyer_id text not null,
    uses bigint not null,
    version bigint not null,
    primary key (promotion_id, buyer_id)
) with (fillfactor = 70);
