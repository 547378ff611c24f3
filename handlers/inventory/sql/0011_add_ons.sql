alter table stock add column add_ons jsonb not null default '{}';
alter table hold add column add_ons jsonb not null default '{}';
