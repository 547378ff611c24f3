alter table queue
    add column fresh jsonb not null default '{}',
    add column earned bigint not null default 0;
