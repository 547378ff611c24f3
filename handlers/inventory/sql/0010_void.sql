alter table hold add column void jsonb not null default '[]';
