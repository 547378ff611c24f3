alter table event_view add column queue jsonb;

create table queue_view (
    event_id text primary key,
    state text not null,
    state_version bigint not null,
    opens timestamptz not null,
    starts timestamptz not null,
    per_minute bigint not null,
    at_most bigint not null,
    commitment text not null,
    seed text not null,
    receipts bigint not null,
    served bigint not null,
    waiting bigint not null,
    paused boolean not null,
    reason text not null,
    length_version bigint not null,
    moved_version bigint not null,
    version bigint not null
) with (fillfactor = 50);

create table receipt_view (
    event_id text not null,
    number text not null,
    place_id text not null,
    buyer_id text not null,
    joined_at timestamptz not null,
    chain text not null,
    rank bigint not null,
    state text not null,
    deadline timestamptz,
    state_version bigint not null,
    version bigint not null,
    primary key (event_id, number)
) with (fillfactor = 70);
create index receipt_view_of_buyer on receipt_view (event_id, buyer_id, number);
