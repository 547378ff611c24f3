alter table sale add column change jsonb;
alter table booking
    add column change bigint not null default 0,
    add column refund_until timestamptz;
