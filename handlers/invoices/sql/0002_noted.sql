alter table charge add column noted jsonb not null default '[]';
