create table payment_methods_view (
    account_id text primary key,
    methods jsonb not null,
    chosen text not null,
    methods_version bigint not null,
    version bigint not null
) with (fillfactor = 80);
