alter table booking add column breakdown jsonb;
