alter table booking add column asked_at timestamptz;
