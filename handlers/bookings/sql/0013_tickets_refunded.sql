alter table booking
    add column lines jsonb not null default '[]',
    add column commission bigint not null default 0,
    add column returned jsonb not null default '[]',
    add column void jsonb not null default '[]';
