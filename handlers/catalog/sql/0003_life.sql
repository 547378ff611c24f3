alter table listing
    add column gone boolean not null default false,
    add column stock_seq bigint not null default 0;
