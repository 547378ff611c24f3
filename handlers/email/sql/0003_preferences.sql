create table preferences (
    account_id text primary key,
    said jsonb not null,
    version bigint not null
);
