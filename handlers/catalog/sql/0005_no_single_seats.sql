alter table listing add column no_single_seats boolean not null default false;
