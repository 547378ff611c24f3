alter table sale add column postponed boolean not null default false;
