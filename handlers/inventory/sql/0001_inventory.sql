create table stock (
    event_id text primary key,
    capacity bigint not null,
    currency text not null,
    held bigint not null,
    sold bigint not null,
    closed boolean not null,
    version bigint not null
) with (fillfactor = 50);

create table ticket_stock (
    event_id text not null,
    ticket_type text not null,
    price bigint not null,
    capacity bigint not null,
    held bigint not null,
    sold bigint not null,
    version bigint not null,
    primary key (event_id, ticket_type)
) with (fillfactor = 50);

create table section (
    event_id text not null,
    name text not null,
    ticket_type text not null,
    price bigint not null,
    rows jsonb not null,
    version bigint not null,
    primary key (event_id, name)
);

create table seat (
    event_id text not null,
    name text not null,
    owner text not null,
    turn bigint not null,
    version bigint not null,
    primary key (event_id, name)
) with (fillfactor = 70);

create table hold (
    event_id text not null,
    booking_id text not null,
    state text not null,
    seats jsonb not null,
    ticket_type text not null,
    quantity bigint not null,
    version bigint not null,
    primary key (event_id, booking_id)
) with (fillfactor = 70);
