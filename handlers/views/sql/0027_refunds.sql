alter table booking_view
    add column granted bigint not null default 0,
    add column grants bigint not null default 0;
