create table attempt (
    account text primary key,
    came timestamptz not null,
    version bigint not null
);

create table provider_link (
    account text not null,
    provider text not null,
    login text not null unique,
    version bigint not null,
    primary key (account, provider)
);
