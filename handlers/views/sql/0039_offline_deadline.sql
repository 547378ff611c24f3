alter table event_view add column offline_for interval;
alter table booking_view add column offline boolean not null default false;
