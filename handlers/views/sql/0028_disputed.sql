alter table balance_view add column disputed bigint not null default 0;
