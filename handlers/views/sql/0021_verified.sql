alter table person_view add column verified boolean not null default false;
