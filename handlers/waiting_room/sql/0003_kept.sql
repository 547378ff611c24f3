create table kept (
    event_id text primary key,
    places bigint not null,
    version bigint not null
);
