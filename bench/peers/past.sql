-- Every table starts with a past, so that statements are planned for tables of an ordinary size.
truncate seat, ticket_type, booking, payment, ticket, outbox;
insert into seat (event_id, seat_no) select e, n from generate_series(1, 2) e, generate_series(1, 40000) n;
insert into ticket_type (id, event_id, capacity) values (1, 1, 1000000);
insert into ticket_type (id, event_id, capacity) select 1000 + n, 0, 100 from generate_series(1, 1000) n;
insert into booking (id, user_id, event_id, seat_no, amount, status, confirmed_at)
  select gen_random_uuid(), n, 0, n, 5000, 'CONFIRMED', now() from generate_series(1, 20000) n;
insert into payment (id, booking_id, amount, status, provider_id)
  select gen_random_uuid(), gen_random_uuid(), 5000, 'PAST', 'past' from generate_series(1, 20000) n;
insert into ticket (id, booking_id, event_id, seat_no)
  select gen_random_uuid(), gen_random_uuid(), 0, n from generate_series(1, 20000) n;
insert into outbox (topic, key, payload, published_at)
  select 'past', gen_random_uuid(), '{}', now() from generate_series(1, 20000) n;
