alter table booking_view add column void jsonb not null default '[]';
create index booking_view_void on booking_view (event_id, booking_id) where void <> '[]';
