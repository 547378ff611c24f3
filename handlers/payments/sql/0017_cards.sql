alter table payment_intent
    add column size bigint not null default 0,
    add column looking boolean not null default false,
    add column card text not null default '';
create table card_use (
    event_id text not null,
    card text not null,
    tickets jsonb not null,
    version bigint not null,
    primary key (event_id, card)
) with (fillfactor = 70);
