alter table person_view
    add column new_mail jsonb,
    add column mail_at timestamptz not null default 'epoch';

create table address_view (
    account text not null,
    address text not null,
    version bigint not null,
    primary key (account, address)
);
create unique index address_view_address on address_view (address);
