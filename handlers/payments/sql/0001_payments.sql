create table payment_intent (
    event_id text not null,
    booking_id text not null,
    buyer_id text not null,
    state text not null,
    price bigint not null,
    currency text not null,
    provider_id text unique,
    over text not null,
    reason text not null,
    declines jsonb not null,
    attempt bigint not null,
    version bigint not null,
    primary key (event_id, booking_id)
) with (fillfactor = 70);

create table ledger_entry (
    event_id text not null,
    booking_id text not null,
    posting text not null,
    cause text not null,
    account text not null,
    amount bigint not null,
    currency text not null,
    version bigint not null,
    primary key (event_id, booking_id, posting)
);

create table stray (
    provider_id text not null,
    provider_event_id text not null,
    kind text not null,
    price bigint not null,
    currency text not null,
    created timestamptz not null,
    version bigint not null,
    primary key (provider_id, provider_event_id)
);

-- Money comes from somewhere: at the end of its transaction the entries of a cause sum to zero in each currency.
create function sums_to_zero() returns trigger language plpgsql set search_path from current as $$
begin
    if exists (select from ledger_entry e
               where (e.event_id, e.booking_id, e.cause) = (new.event_id, new.booking_id, new.cause)
               group by e.currency having sum(e.amount) <> 0) then
        raise exception 'the entries of % do not sum to zero', new.cause
            using errcode = 'check_violation', constraint = 'ledger_sums_to_zero';
    end if;
    return null;
end $$;

create constraint trigger ledger_sums_to_zero after insert on ledger_entry
    deferrable initially deferred for each row execute function sums_to_zero();

create function never_changes() returns trigger language plpgsql as $$
begin
    raise exception 'an entry of the ledger is never changed'
        using errcode = 'check_violation', constraint = 'ledger_never_changes';
end $$;

create trigger ledger_never_changes before update or delete on ledger_entry
    for each row execute function never_changes();
