create table admission (
    event_id text not null,
    ticket text not null,
    state text not null,
    place text not null,
    gate text not null,
    admitted_at timestamptz not null,
    turn bigint not null,
    version bigint not null,
    primary key (event_id, ticket)
) with (fillfactor = 90);
