alter table refund add column cuts jsonb not null default '[]';
