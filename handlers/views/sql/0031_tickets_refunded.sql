alter table booking_view
    add column shares jsonb not null default '[]',
    add column returned jsonb not null default '[]',
    add column given_up jsonb not null default '[]';
