alter table balance_view add column offline bigint not null default 0;
alter table booking_view add column owed_back bigint not null default 0;
