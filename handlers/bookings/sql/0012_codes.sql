alter table booking
    add column code text not null default '',
    add column use jsonb;
