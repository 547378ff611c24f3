alter table event_view add column plan_version bigint not null default -1;
alter table section_view
    add column listed jsonb not null default '{}',
    add column plan_version bigint not null default -1;
