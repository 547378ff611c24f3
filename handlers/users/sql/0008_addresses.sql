create table address_book (
    account_id text primary key,
    addresses jsonb not null check (jsonb_array_length(addresses) <= 10),
    chosen text not null,
    erased boolean not null check (not erased or addresses = '[]'),
    version bigint not null
);
