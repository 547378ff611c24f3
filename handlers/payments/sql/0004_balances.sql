alter table payment_intent
    add column breakdown jsonb,
    add column commission bigint not null default 0;

create table balance (
    event_id text primary key,
    currency text not null,
    sales bigint not null,
    tax bigint not null,
    fees bigint not null,
    paid bigint not null,
    telling boolean not null,
    version bigint not null
) with (fillfactor = 50);

create table payout (
    event_id text not null,
    payout_id text not null,
    amount bigint not null,
    currency text not null,
    asked_by text not null,
    paid_by text not null,
    version bigint not null,
    primary key (event_id, payout_id)
);

-- What was sold before there were terms is all the organisers'.
insert into balance
    select event_id, min(currency), -sum(amount), 0, 0, 0, false, 1 from ledger_entry
    where account = 'sales' group by event_id;
