create table watch (
    account_id text not null,
    kind text not null,
    times jsonb not null,
    alerts bigint not null,
    quiet_until timestamptz,
    version bigint not null,
    primary key (account_id, kind)
) with (fillfactor = 60);

create table security_alert (
    account_id text not null,
    alert_id text not null,
    acknowledged_by text not null,
    resolved_by text not null,
    version bigint not null,
    primary key (account_id, alert_id)
);
