alter table organisation add column orphaned boolean not null default false;

create table affiliation (
    account_id text not null,
    organisation_id text not null,
    version bigint not null,
    primary key (account_id, organisation_id)
);

create table departure (
    account_id text primary key,
    version bigint not null
);

insert into affiliation (account_id, organisation_id, version)
    select account_id, organisation_id, 1 from membership where state <> 'gone';
