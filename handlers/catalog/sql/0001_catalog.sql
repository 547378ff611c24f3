create table listing (
    event_id text primary key,
    organiser_id text not null,
    name text not null,
    description text not null,
    category text not null,
    place text not null,
    venue_id text not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    currency text not null,
    ticket_types jsonb not null,
    sale_opens timestamptz not null,
    sale_closes timestamptz not null,
    hold_for interval not null,
    state text not null,
    sections bigint not null,
    seats bigint not null,
    version bigint not null
);

create table section (
    event_id text not null,
    section text not null,
    ticket_type text not null,
    price bigint not null,
    rows jsonb not null,
    version bigint not null,
    primary key (event_id, section)
);

create table venue (
    venue_id text primary key,
    organiser_id text not null,
    name text not null,
    place text not null,
    capacity bigint not null,
    version bigint not null
);
