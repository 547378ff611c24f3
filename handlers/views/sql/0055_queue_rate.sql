alter table queue_view add column rate_version bigint not null default -1;
