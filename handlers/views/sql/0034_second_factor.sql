alter table person_view
    add column second_factor boolean not null default false,
    add column factor_at timestamptz not null default 'epoch';
