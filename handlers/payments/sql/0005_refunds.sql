alter table payment_intent
    add column parts jsonb not null default '[]',
    add column returned bigint not null default 0;

create table refund (
    event_id text not null,
    booking_id text not null,
    refund_id text not null,
    buyer_id text not null,
    provider_id text not null,
    price bigint not null,
    currency text not null,
    state text not null,
    attempt bigint not null,
    reason text not null,
    nth bigint not null,
    version bigint not null,
    primary key (event_id, booking_id, refund_id)
);
