alter table hold add column buyer_id text not null default '';
alter table hold add column issue bigint not null default 0;
