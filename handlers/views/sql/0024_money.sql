create table balance_view (
    event_id text primary key,
    currency text not null,
    sales bigint not null,
    tax bigint not null,
    fees bigint not null,
    paid bigint not null,
    balance_version bigint not null,
    version bigint not null
) with (fillfactor = 50);

create table payout_view (
    event_id text not null,
    payout_id text not null,
    amount bigint not null,
    currency text not null,
    asked_by text not null,
    asked_at timestamptz not null,
    paid_by text not null,
    paid_at timestamptz,
    version bigint not null,
    primary key (event_id, payout_id)
);
