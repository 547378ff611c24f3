create table notice_view (
    about text not null,
    notice_id text not null,
    recipient text not null,
    kind text not null,
    matter text not null,
    facts jsonb not null,
    at timestamptz not null,
    version bigint not null,
    primary key (about, notice_id)
);
create index notice_view_recipient on notice_view (recipient, at desc, notice_id);
alter table person_view add column read_until timestamptz not null default '1970-01-01T00:00:00Z';
