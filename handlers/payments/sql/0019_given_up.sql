alter table payment_intent add column given_up jsonb not null default '[]';
