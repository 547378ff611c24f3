create table standing (
    event_id text primary key,
    suspended boolean not null,
    turn bigint not null,
    version bigint not null
);
