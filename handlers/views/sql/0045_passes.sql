create table pass_view (
    device_id text not null,
    serial text not null,
    registered boolean not null,
    pass_version bigint not null,
    version bigint not null,
    primary key (device_id, serial)
);
alter table event_view add column told_at timestamptz not null default '1970-01-01Z';
