alter table stock add column rules jsonb not null default '{}';
alter table hold add column counted jsonb not null default '{}';

create table bought (
    event_id text not null,
    buyer_id text not null,
    tickets jsonb not null,
    version bigint not null,
    primary key (event_id, buyer_id)
) with (fillfactor = 70);
