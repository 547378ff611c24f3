create table feed (
    event_id text not null,
    channel text not null,
    place text not null,
    n bigint not null,
    body text not null,
    at timestamptz not null,
    version bigint not null,
    primary key (event_id, channel, place)
) with (autovacuum_vacuum_scale_factor = 0.05);

create index feed_at on feed (at);

create table channel (
    event_id text not null,
    booking_id text not null,
    n bigint not null,
    version bigint not null,
    primary key (event_id, booking_id)
) with (fillfactor = 70);
