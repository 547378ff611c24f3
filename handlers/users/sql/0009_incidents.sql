create table concern (
    account_id text primary key,
    incidents bigint not null,
    open boolean not null,
    alerts jsonb not null,
    version bigint not null
);

create table incident (
    account_id text not null,
    incident_id text not null,
    acknowledged_by text not null,
    closed_by text not null,
    note text not null,
    version bigint not null,
    primary key (account_id, incident_id)
);
