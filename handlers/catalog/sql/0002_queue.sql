alter table listing add column queue jsonb;
