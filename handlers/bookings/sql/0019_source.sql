create table source (
    event_id text not null,
    source text not null,
    buyers jsonb not null,
    version bigint not null,
    primary key (event_id, source)
) with (fillfactor = 70);
