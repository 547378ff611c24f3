alter table payment_intent
    add column settling boolean not null default false,
    add column told_at timestamptz;
