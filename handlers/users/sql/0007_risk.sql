create table account_risk (
    account_id text primary key,
    reasons jsonb not null,
    until timestamptz,
    turn bigint not null,
    version bigint not null
);
