-- A dead letter that its lane is to put away without handling it. A worker that does not know of it tries it again.
alter table waiting add column discarded boolean not null default false;
