alter table stock
    add column blocked bigint not null default 0,
    add column organiser_id text not null default '';
alter table ticket_stock add column blocked bigint not null default 0;
alter table seat add column block text not null default '';

create table block (
    event_id text not null,
    block_id text not null,
    state text not null,
    seats jsonb not null,
    ticket_type text not null,
    quantity bigint not null,
    reason text not null,
    version bigint not null,
    primary key (event_id, block_id)
);
