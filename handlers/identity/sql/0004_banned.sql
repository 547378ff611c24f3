alter table account add column banned boolean not null default false;
