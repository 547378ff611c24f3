alter table booking_view add column not_cancelled text not null default '';
alter table booking_view add column not_cancelled_at timestamptz not null default 'epoch';
