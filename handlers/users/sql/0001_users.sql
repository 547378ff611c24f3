create table profile (
    account_id text primary key,
    created timestamptz not null,
    name jsonb,
    preferences jsonb not null,
    version bigint not null
);
