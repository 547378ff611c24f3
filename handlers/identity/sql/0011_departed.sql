create table departed (
    account text primary key,
    version bigint not null
);
