alter table stock
    add column quotas jsonb not null default '{}',
    add column remaining jsonb not null default '{}';
