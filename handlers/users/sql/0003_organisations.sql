create table organisation (
    organisation_id text primary key,
    name text not null,
    own boolean not null,
    size bigint not null,
    owners bigint not null,
    version bigint not null
);

create table membership (
    organisation_id text not null,
    account_id text not null,
    role text not null,
    state text not null,
    version bigint not null,
    primary key (organisation_id, account_id)
);
