-- What banks hold is borne by the event's organiser: what is owed becomes less by it.
alter table balance add column disputed bigint not null default 0;
update balance set version = version + 1, disputed = d.amount from (
    select event_id, sum(amount) as amount from ledger_entry where account = 'disputes' group by event_id) d
where d.event_id = balance.event_id and d.amount <> 0;
