alter table event_view add column cancel_before interval;
