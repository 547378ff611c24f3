alter table event_view
    add column details_version bigint not null default -1,
    add column offset_version bigint not null default -1;
drop index event_view_listed;
create index event_view_listed on event_view (starts_at, event_id) where state in ('on_sale', 'sold_out', 'postponed');
