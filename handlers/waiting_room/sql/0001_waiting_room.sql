create table queue (
    event_id text primary key,
    opens timestamptz not null,
    starts timestamptz not null,
    closes timestamptz not null,
    per_minute bigint not null,
    turn_for interval not null,
    at_most bigint not null,
    capacity bigint not null,
    credited_at timestamptz not null,
    state text not null,
    seed text not null,
    receipts bigint not null,
    chain text not null,
    ranks bigint not null,
    drawn bigint not null,
    cursor text not null,
    served bigint not null,
    waiting bigint not null,
    called bigint not null,
    turns bigint not null,
    taken bigint not null,
    credit bigint not null,
    paused boolean not null,
    version bigint not null
) with (fillfactor = 50);

create table waiter (
    event_id text not null,
    ordinal text not null,
    place_id text not null,
    buyer_id text not null,
    rank bigint not null,
    version bigint not null,
    primary key (event_id, ordinal)
) with (fillfactor = 80);

create table place (
    event_id text not null,
    place_id text not null,
    buyer_id text not null,
    receipt bigint not null,
    ordinal text not null,
    chain text not null,
    joined_at timestamptz not null,
    rank bigint not null,
    state text not null,
    deadline timestamptz,
    version bigint not null,
    primary key (event_id, place_id)
) with (fillfactor = 70);
