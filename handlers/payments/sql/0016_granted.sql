alter table payment_intent
    add column granted bigint not null default 0,
    add column grants bigint not null default 0,
    add column confirmed bigint not null default 0,
    add column confirmed_in text not null default '';
update payment_intent i set granted = r.granted, grants = r.grants
from (select event_id, booking_id, sum(price) as granted, max(refund_id::bigint) as grants
      from refund where refund_id ~ '^[0-9]+$' group by event_id, booking_id) r
where r.event_id = i.event_id and r.booking_id = i.booking_id;
alter table money_case
    add column event_id text not null default '',
    add column buyer_id text not null default '';
