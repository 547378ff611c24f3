alter table payment_intent
    add column lost bigint not null default 0,
    add column by_bank bigint not null default 0;
