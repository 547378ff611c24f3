create table mail_slot (
    recipient text not null,
    message_id text not null,
    at timestamptz not null,
    primary key (recipient, message_id)
);

create index mail_slot_at on mail_slot (at);
