alter table queue add column postponed boolean not null default false;
