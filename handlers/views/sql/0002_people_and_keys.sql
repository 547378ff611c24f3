create table person_view (
    account_id text primary key,
    mail jsonb,
    registered_name jsonb,
    name jsonb,
    preferences jsonb not null,
    created timestamptz not null,
    profile_version bigint not null,
    version bigint not null
) with (fillfactor = 80);

create table key_view (
    ring text not null,
    kid text not null,
    public text not null,
    starts timestamptz not null,
    retired boolean not null,
    version bigint not null,
    primary key (ring, kid)
);
