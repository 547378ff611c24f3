create table hold_budget (
    event_id text not null,
    buyer_id text not null,
    lapses jsonb not null,
    opened jsonb not null,
    version bigint not null,
    primary key (event_id, buyer_id)
) with (fillfactor = 70);
