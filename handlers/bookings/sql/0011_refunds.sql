alter table booking
    add column refunds bigint not null default 0,
    add column granted bigint not null default 0;
