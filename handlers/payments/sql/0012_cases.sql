alter table money_case
    add column attempt bigint not null default 0;
