alter table booking add column edits bigint not null default 0;
