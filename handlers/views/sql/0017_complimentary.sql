alter table booking_view add column complimentary boolean not null default false;
