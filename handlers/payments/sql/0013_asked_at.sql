alter table payment_intent add column asked_at timestamptz;
alter table refund add column asked_at timestamptz;
update payment_intent set asked_at = now() where state = 'refunding';
update refund set asked_at = now() where state = 'refunding';
