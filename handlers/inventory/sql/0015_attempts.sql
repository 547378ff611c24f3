alter table hold add column attempt bigint not null default 1;
