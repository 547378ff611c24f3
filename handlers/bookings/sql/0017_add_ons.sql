alter table booking add column add_ons jsonb not null default '{}';
