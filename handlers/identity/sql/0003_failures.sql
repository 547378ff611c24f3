create table failures (
    account text primary key,
    count bigint not null,
    until timestamptz not null,
    version bigint not null
) with (fillfactor = 70);
