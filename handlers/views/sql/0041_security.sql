create table alert_view (
    account_id text not null,
    alert_id text not null,
    kind text not null,
    count bigint not null,
    since timestamptz not null,
    until timestamptz not null,
    acknowledged_by text not null,
    resolved_by text not null,
    version bigint not null,
    primary key (account_id, alert_id)
);
create index alert_view_newest on alert_view (until desc, alert_id) where kind <> '';
