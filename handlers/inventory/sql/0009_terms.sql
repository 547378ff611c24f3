alter table stock add column terms jsonb not null default '{}';
