alter table contact add column new_mail jsonb;
