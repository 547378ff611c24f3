alter table booking_view add column apart boolean not null default false;
