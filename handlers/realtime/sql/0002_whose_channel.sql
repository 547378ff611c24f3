alter table channel add column buyer_id text not null default '';
