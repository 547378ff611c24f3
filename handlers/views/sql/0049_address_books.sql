create table address_book_view (
    account_id text primary key,
    addresses jsonb not null,
    chosen text not null,
    addresses_version bigint not null,
    version bigint not null
) with (fillfactor = 80);
