-- Which fields a fact changed, for the audit. A worker that does not know of it says the fact without.
alter table outbox add column changed text not null default '';
