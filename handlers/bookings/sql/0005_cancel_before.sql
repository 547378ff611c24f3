alter table sale
    add column starts_at timestamptz,
    add column cancel_before interval;
