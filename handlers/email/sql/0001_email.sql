create table contact (
    account_id text primary key,
    mail jsonb not null,
    name jsonb,
    version bigint not null
);

create table happening (
    event_id text primary key,
    name text not null,
    place text not null,
    starts_at timestamptz,
    version bigint not null
);

create table delivery (
    about text not null,
    kind text not null,
    recipient text not null,
    matter text not null,
    message_id text not null,
    state text not null,
    tries bigint not null,
    reason text not null,
    facts jsonb not null,
    version bigint not null,
    primary key (about, kind, recipient, matter)
) with (fillfactor = 70);
