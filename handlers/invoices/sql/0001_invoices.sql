create table sale (
    event_id text primary key,
    organiser_id text not null,
    name text not null,
    seller text not null,
    tax_id text not null,
    version bigint not null
);

create table charge (
    event_id text not null,
    booking_id text not null,
    price bigint not null,
    credited bigint not null,
    notes bigint not null,
    version bigint not null,
    primary key (event_id, booking_id)
) with (fillfactor = 80);

create table series (
    organiser_id text primary key,
    last bigint not null,
    version bigint not null
) with (fillfactor = 50);

create table invoice (
    organiser_id text not null,
    matter text not null,
    number bigint not null,
    kind text not null,
    credits bigint not null,
    event_id text not null,
    booking_id text not null,
    buyer_id text not null,
    charged_at timestamptz not null,
    name text not null,
    seller text not null,
    tax_id text not null,
    currency text not null,
    breakdown jsonb not null,
    version bigint not null,
    primary key (organiser_id, matter),
    constraint invoice_has_its_own_number unique (organiser_id, number)
);

create function never_changes() returns trigger language plpgsql as $$
begin
    raise exception 'an invoice is never changed'
        using errcode = 'check_violation', constraint = 'invoice_never_changes';
end $$;

create trigger invoice_never_changes before update or delete on invoice
    for each row execute function never_changes();
