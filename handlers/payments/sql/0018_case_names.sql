-- A name with a slash had no address at the door.
update money_case set case_id = replace(case_id, '/refunds', '.refunds') where case_id like '%/refunds';
