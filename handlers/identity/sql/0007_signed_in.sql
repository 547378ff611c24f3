alter table account add column signed_in jsonb not null default '[]';
