alter table event_view add column no_single_seats boolean not null default false;
