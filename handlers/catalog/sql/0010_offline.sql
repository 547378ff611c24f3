alter table listing add column offline_for interval;
