alter table listing
    add column announcements bigint not null default 0,
    add column announced_at timestamptz;
