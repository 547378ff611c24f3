alter table event_view add column add_ons jsonb not null default '[]';
alter table booking_view add column add_ons jsonb not null default '{}';
