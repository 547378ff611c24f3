alter table second_factor
    add column wrong bigint not null default 0,
    add column until timestamptz;
