alter table listing add column cancel_before interval;
