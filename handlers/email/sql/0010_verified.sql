alter table contact add column verified boolean not null default true;
