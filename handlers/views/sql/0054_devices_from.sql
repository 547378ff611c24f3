alter table person_view add column devices_from timestamptz not null default 'epoch';
