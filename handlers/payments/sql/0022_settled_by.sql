alter table refund add column settled_by text not null default '';
