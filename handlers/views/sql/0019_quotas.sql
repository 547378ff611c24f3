alter table event_view add column quotas jsonb not null default '[]';
