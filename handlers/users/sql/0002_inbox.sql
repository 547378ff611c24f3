alter table profile add column read_until timestamptz;
