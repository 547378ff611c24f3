create table shelf (
    shop text,
    shelf text,
    places bigint not null,
    used bigint not null,
    turn bigint not null,
    labels jsonb not null,
    version bigint not null,
    primary key (shop, shelf)
);

create table keeper (
    shop text primary key,
    mail text not null unique,
    phone text unique,
    shifts jsonb not null,
    notes jsonb,
    state text not null,
    busy boolean not null,
    since timestamptz,
    pause interval not null,
    seal bytea not null,
    version bigint not null
);
