"""The store in PostgreSQL: one schema and one login role per service, a batch in two round trips."""
