alter table happening add column utc_offset bigint not null default 0;
