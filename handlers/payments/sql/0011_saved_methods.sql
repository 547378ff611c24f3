create table customer (
    account_id text primary key,
    customer_id text unique check (customer_id ~ '^cus_[A-Za-z0-9]{1,60}$'),
    methods jsonb not null check (jsonb_array_length(methods) <= 10),
    chosen text not null check (chosen ~ '^(pm_[A-Za-z0-9_]{1,60})?$'),
    removed jsonb not null,
    erased boolean not null check (not erased or methods = '[]'),
    version bigint not null,
    constraint nothing_else_of_a_card check (not jsonb_path_exists(
        methods,
        '$[*].keyvalue().key ? (@ != "method_id" && @ != "card" && @ != "exp_month" && @ != "exp_year")'
    )),
    constraint only_ids_of_the_provider check (not jsonb_path_exists(
        methods, '$[*].method_id ? (!(@ like_regex "^pm_[A-Za-z0-9_]{1,60}$"))'
    )),
    constraint only_sealed_cards check (not jsonb_path_exists(
        methods, '$[*].card.keyvalue().key ? (@ != "person_id" && @ != "key_version" && @ != "nonce" && @ != "ciphertext")'
    ))
);
