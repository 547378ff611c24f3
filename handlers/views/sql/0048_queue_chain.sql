alter table queue_view add column chain text not null default '';
update queue_view q set chain = r.chain from receipt_view r
    where q.seed <> '' and r.event_id = q.event_id and r.number = lpad(q.receipts::text, 9, '0');
