alter table block add column among jsonb not null default '[]';
