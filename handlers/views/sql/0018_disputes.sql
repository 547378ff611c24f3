alter table booking_view add column disputes jsonb not null default '{}';
