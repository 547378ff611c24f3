alter table delivery add column sealed jsonb not null default '{}';
