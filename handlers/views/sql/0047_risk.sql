create table risk_view (
    account_id text primary key,
    risk text not null,
    operator_id text not null,
    since timestamptz not null,
    turn bigint not null,
    version bigint not null
);
create index risk_view_raised on risk_view (account_id) where risk = 'raised';
