alter table event_view add column capacity_seq bigint not null default -1;
alter table section_view add column layout_seq bigint not null default -1;
