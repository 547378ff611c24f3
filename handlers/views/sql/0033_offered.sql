alter table booking_view add column offered boolean not null default false;
