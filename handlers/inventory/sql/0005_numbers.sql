alter table section add column numbers jsonb not null default '{}';
