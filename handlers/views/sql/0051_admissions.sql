create table admission_view (
    event_id text not null,
    ticket text not null,
    state text not null,
    place text not null,
    gate text not null,
    admitted_at timestamptz not null,
    turn bigint not null,
    version bigint not null,
    primary key (event_id, ticket)
);
-- A ticket's code says of its booking these eight bytes alone. What makes bytes of any text, whatever it is, is immutable.
create index booking_view_by_reference
    on booking_view (event_id, substring(sha256(replace(booking_id, '\', '\\')::bytea) from 1 for 8));
