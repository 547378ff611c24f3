alter table listing add column terms jsonb not null default '{}';
