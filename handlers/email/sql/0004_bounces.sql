create table bounce (
    account_id text primary key,
    hard boolean not null,
    code text not null,
    message_id text not null,
    version bigint not null
);
