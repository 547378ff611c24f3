alter table stock add column room bigint not null default 0;
