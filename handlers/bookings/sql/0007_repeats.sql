alter table booking
    add column repeats bigint not null default 0,
    add column repeated jsonb not null default '[]';
