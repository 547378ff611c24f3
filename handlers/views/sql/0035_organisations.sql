create table organisation_view (
    organisation_id text primary key,
    name text not null,
    version bigint not null
);

create table member_view (
    organisation_id text not null,
    account_id text not null,
    role text not null,
    state text not null,
    member_version bigint not null,
    version bigint not null,
    primary key (organisation_id, account_id)
);
create index member_view_account on member_view (account_id, organisation_id);
