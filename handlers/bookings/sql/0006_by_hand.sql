alter table sale add column organiser_id text not null default '';
alter table booking add column by_hand boolean not null default false;
