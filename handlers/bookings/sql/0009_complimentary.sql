alter table booking add column complimentary boolean not null default false;
