alter table account
    add column verified boolean not null default false,
    add column generation bigint not null default 0;

create table code (
    account text not null,
    purpose text not null,
    digest text not null,
    issued timestamptz not null,
    expires timestamptz not null,
    version bigint not null,
    primary key (account, purpose)
) with (fillfactor = 70);
