create table second_factor (
    account text primary key,
    secret text not null,
    confirmed boolean not null,
    last bigint not null,
    spare jsonb not null,
    version bigint not null
) with (fillfactor = 70);

alter table session add column proved timestamptz;
