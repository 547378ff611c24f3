alter table event_view add column utc_offset bigint not null default 0;
