create table inviting (
    organisation_id text primary key,
    since timestamptz not null,
    count bigint not null,
    version bigint not null
);
