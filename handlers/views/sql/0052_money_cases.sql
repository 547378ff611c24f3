create table money_case_view (
    provider text not null,
    case_id text not null,
    kind text not null,
    booking_id text not null,
    expected bigint not null,
    found bigint not null,
    currency text not null,
    proposal text not null,
    opened_at timestamptz not null,
    opened_version bigint not null,
    proposed_by text not null,
    applied_by text not null,
    asked_version bigint not null,
    state text not null,
    reason text not null,
    state_version bigint not null,
    version bigint not null,
    primary key (provider, case_id)
);
create index money_case_view_newest on money_case_view (opened_at desc, case_id) where kind <> '';
