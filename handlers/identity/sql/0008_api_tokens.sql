create table api_tokens (
    account text primary key,
    tokens jsonb not null,
    version bigint not null
);
