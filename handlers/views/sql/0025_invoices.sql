create table invoice_view (
    event_id text not null,
    matter text not null,
    booking_id text not null,
    buyer_id text not null,
    organiser_id text not null,
    number bigint not null,
    kind text not null,
    credits bigint not null,
    charged_at timestamptz not null,
    name text not null,
    seller text not null,
    tax_id text not null,
    currency text not null,
    breakdown jsonb not null,
    version bigint not null,
    primary key (event_id, matter)
);
create index invoice_view_of_booking on invoice_view (event_id, booking_id, number);
