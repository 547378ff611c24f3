alter table entry add column fields text not null default '';
