alter table payment_intent
    add column by_hand jsonb not null default '[]';
