alter table booking
    add column proposed text not null default '',
    add column proposed_by text not null default '';
