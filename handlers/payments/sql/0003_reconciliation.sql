create table reading (
    provider text not null,
    since timestamptz not null,
    began timestamptz,
    version bigint not null,
    primary key (provider)
);

create table money_case (
    provider text not null,
    case_id text not null,
    kind text not null,
    provider_id text not null,
    booking_id text not null,
    expected bigint not null,
    found bigint not null,
    currency text not null,
    proposal text not null,
    at timestamptz not null,
    state text not null,
    proposed_by text not null,
    applied_by text not null,
    reason text not null,
    version bigint not null,
    primary key (provider, case_id)
);
