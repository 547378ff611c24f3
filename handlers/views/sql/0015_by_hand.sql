alter table booking_view add column by_hand boolean not null default false;
