create index concurrently session_view_expires on session_view (expires);
