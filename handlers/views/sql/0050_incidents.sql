create table incident_view (
    account_id text not null,
    incident_id text not null,
    kinds jsonb not null,
    alerts jsonb not null,
    since timestamptz not null,
    until timestamptz not null,
    acknowledged_by text not null,
    closed_by text not null,
    note text not null,
    version bigint not null,
    primary key (account_id, incident_id)
);
create index incident_view_newest on incident_view (until desc, incident_id) where kinds <> '[]';
