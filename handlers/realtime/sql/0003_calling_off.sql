alter table channel add column called_off boolean not null default false;
alter table channel add column refunded bigint not null default 0;

create table calling_off (
    event_id text not null,
    cancelled bigint not null,
    refunded bigint not null,
    n bigint not null,
    version bigint not null,
    primary key (event_id)
) with (fillfactor = 70);
