alter table event_view add column blocked bigint not null default 0;
alter table section_view add column blocked bigint not null default 0;
alter table type_view add column blocked bigint not null default 0;

create table block_view (
    event_id text not null,
    block_id text not null,
    seats jsonb not null,
    ticket_type text not null,
    quantity bigint not null,
    reason text not null,
    state text not null,
    created_at timestamptz not null,
    stock_seq bigint not null,
    version bigint not null,
    primary key (event_id, block_id)
);
