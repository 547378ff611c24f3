create table organiser (
    organiser_id text primary key,
    verified boolean not null,
    suspended boolean not null,
    turn bigint not null,
    version bigint not null
);

create table selling (
    organiser_id text not null,
    event_id text not null,
    version bigint not null,
    primary key (organiser_id, event_id)
);

insert into selling (organiser_id, event_id, version)
    select organiser_id, event_id, 1 from listing where state in ('on_sale', 'sold_out', 'postponed');
