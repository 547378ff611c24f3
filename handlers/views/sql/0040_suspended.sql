alter table event_view
    add column suspended boolean not null default false,
    add column suspended_turn bigint not null default -1;

create table organiser_view (
    organiser_id text primary key,
    verified boolean not null,
    suspended boolean not null,
    reason text not null,
    decided_by text not null,
    turn bigint not null,
    version bigint not null
);
