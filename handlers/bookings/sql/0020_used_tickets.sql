alter table booking
    add column turns jsonb not null default '{}',
    add column handed_back jsonb not null default '[]';
