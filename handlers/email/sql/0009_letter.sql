alter table contact add column erased boolean not null default false;

create table letter (
    letter_id text primary key,
    kind text not null,
    title text not null,
    text text not null,
    people bigint not null,
    version bigint not null
);
