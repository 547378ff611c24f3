alter table account
    add column address text not null default '',
    add column mail jsonb;

create table address (
    account text primary key,
    owner text not null,
    version bigint not null
);

create table mail_wish (
    account text not null,
    by text not null,
    mail jsonb not null,
    digest text not null,
    issued timestamptz not null,
    expires timestamptz not null,
    version bigint not null,
    primary key (account, by)
);

create table mail_undo (
    account text primary key,
    address text not null,
    mail jsonb,
    expires timestamptz not null,
    digest text not null,
    version bigint not null
);
