create index booking_view_of_event on booking_view (event_id, created_at desc, booking_id);
