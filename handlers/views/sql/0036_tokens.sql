create table token_view (
    account_id text not null,
    token_id text not null,
    name jsonb,
    scopes jsonb not null,
    roles jsonb not null,
    digest text not null,
    created timestamptz not null,
    expires timestamptz not null,
    used timestamptz not null,
    revoked boolean not null,
    version bigint not null,
    primary key (account_id, token_id)
) with (fillfactor = 80);
create index token_view_digest on token_view (digest);
