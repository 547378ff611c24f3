alter table booking_view
    add column change bigint not null default 0,
    add column refund_until timestamptz;
