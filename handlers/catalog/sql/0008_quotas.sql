alter table listing add column quotas jsonb not null default '[]';
