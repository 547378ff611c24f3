create table head (
    kind text not null,
    name text not null,
    n bigint not null,
    hash text not null,
    version bigint not null,
    primary key (kind, name)
) with (fillfactor = 60);

create table entry (
    kind text not null,
    name text not null,
    place text not null,
    n bigint not null,
    id text not null,
    type text not null,
    source text not null,
    at timestamptz not null,
    topic text not null,
    subject text not null,
    correlation text not null,
    causation text not null,
    actor text not null,
    body text not null,
    previous text not null,
    hash text not null,
    version bigint not null,
    primary key (kind, name, place)
);

create index entry_subject on entry (subject, at);
create index entry_id on entry (id);

-- What operators may read: who said what, when and why. No body ever lies here.
create view index as
    select id, correlation, causation, type, source, topic, subject, actor, at, kind, name, n from entry;

-- The service itself can only add.
revoke update, delete on entry from audit;
