alter table queue
    add column suspended boolean not null default false,
    add column decided bigint not null default 0;
