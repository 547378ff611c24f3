create table device_pass (
    device_id text not null,
    serial text not null,
    registered boolean not null,
    version bigint not null,
    primary key (device_id, serial)
);
