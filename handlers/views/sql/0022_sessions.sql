create table session_view (
    account_id text not null,
    sid text not null,
    client text not null,
    started timestamptz not null,
    seen timestamptz not null,
    expires timestamptz not null,
    ended boolean not null,
    version bigint not null,
    primary key (account_id, sid)
) with (fillfactor = 80);
