alter table payment_intent
    add column lines jsonb not null default '[]',
    add column tickets jsonb not null default '[]';
