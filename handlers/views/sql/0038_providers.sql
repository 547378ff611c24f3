create table provider_view (
    account_id text not null,
    provider text not null,
    linked timestamptz not null,
    unlinked timestamptz not null,
    version bigint not null,
    primary key (account_id, provider)
);
