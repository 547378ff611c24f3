alter table payment_intent add column gone_by text not null default '';
