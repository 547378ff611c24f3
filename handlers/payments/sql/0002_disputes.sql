create table dispute (
    event_id text not null,
    booking_id text not null,
    dispute_id text not null unique,
    buyer_id text not null,
    provider_id text not null,
    price bigint not null,
    currency text not null,
    status text not null,
    reason text not null,
    due timestamptz,
    withdrawn boolean not null,
    reinstated boolean not null,
    version bigint not null,
    primary key (event_id, booking_id, dispute_id)
);
