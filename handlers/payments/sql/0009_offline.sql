alter table balance add column offline bigint not null default 0;

create table offline_payment (
    event_id text not null,
    booking_id text not null,
    buyer_id text not null,
    price bigint not null,
    currency text not null,
    breakdown jsonb,
    commission bigint not null,
    lines jsonb not null,
    parts jsonb not null,
    tickets jsonb not null,
    noted jsonb not null,
    version bigint not null,
    primary key (event_id, booking_id)
);
