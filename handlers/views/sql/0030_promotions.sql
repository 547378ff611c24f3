create table promotion_view (
    promotion_id text primary key,
    organiser_id text not null,
    code text not null,
    percent bigint not null,
    amount bigint not null,
    currency text not null,
    ticket_types jsonb not null,
    min_tickets bigint not null,
    event_ids jsonb not null,
    valid_from timestamptz,
    valid_until timestamptz,
    uses_at_most bigint not null,
    per_buyer bigint not null,
    created_at timestamptz not null,
    active boolean not null,
    uses bigint not null,
    uses_version bigint not null,
    version bigint not null
);
create index promotion_view_organiser on promotion_view (organiser_id, promotion_id);

alter table booking_view add column code text not null default '';
