alter table listing add column plan text not null default '';
alter table section add column listed jsonb not null default '{}';

create table plan_part (
    event_id text not null,
    part text not null,
    sections jsonb not null,
    version bigint not null,
    primary key (event_id, part)
);
