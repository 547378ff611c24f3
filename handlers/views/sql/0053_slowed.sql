alter table queue_view add column slowed boolean not null default false;
