create table seat_price (
    event_id text not null,
    ticket_type text not null,
    price bigint not null,
    version bigint not null,
    primary key (event_id, ticket_type)
);
insert into seat_price (event_id, ticket_type, price, version)
    select event_id, ticket_type, max(price), 1 from section where ticket_type <> '' group by event_id, ticket_type;
