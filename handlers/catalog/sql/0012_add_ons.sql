alter table listing add column add_ons jsonb not null default '[]';
