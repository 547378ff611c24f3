alter table booking_view
    add column holders jsonb not null default '[]',
    add column edit bigint not null default 0;
