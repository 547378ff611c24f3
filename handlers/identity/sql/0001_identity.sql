create table account (
    account text primary key,
    password text not null,
    roles jsonb not null,
    created timestamptz not null,
    version bigint not null
) with (fillfactor = 90);

create table session (
    account text not null,
    sid text not null,
    token text not null,
    expires timestamptz not null,
    rotated timestamptz not null,
    previous text not null,
    version bigint not null,
    primary key (account, sid)
) with (fillfactor = 70);

create table key_ring (
    ring text primary key,
    keys jsonb not null,
    version bigint not null
);
