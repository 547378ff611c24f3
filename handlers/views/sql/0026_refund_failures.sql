alter table booking_view
    add column refund_failure text not null default '',
    add column refund_version bigint not null default -1;
