alter table sale
    add column suspended boolean not null default false,
    add column turn bigint not null default 0;
