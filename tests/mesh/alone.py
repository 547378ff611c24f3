"""The scenarios that run on one profile alone, by why: files, and the names of single ones."""

REAL = {
    "a process is killed, and there is one in memory": {
        "test_many_are_told_once_of_each_change_though_who_tells_them_is_killed_and_it_changes_meanwhile",
        "test_killed_add_ons.py",
        "test_killed_cancellation.py",
        "test_killed_card_limit.py",
        "test_killed_catalog.py",
        "test_killed_invoices.py",
        "test_killed_money.py",
        "test_killed_promotions.py",
        "test_killed_sale.py",
        "test_killed_workers.py",
        "test_a_worker_killed_between_sending_and_recording_sends_the_same_mail_again",
        "test_queue_copies.py",
        "test_front_killed_edge.py",
        "test_front_two_copies.py",
    },
    "a server is away, loses what it has, or is another one": {
        "test_a_system_that_is_away_ends_with_two",
        "test_front_behind.py",
        "test_front_flushed.py",
        "test_front_replica.py",
        "test_a_number_that_the_feed_no_longer_reaches_is_told_to_resync_and_then_the_stream",
        "test_who_knows_the_last_number_misses_nothing_though_the_feed_was_forgotten",
        "test_front_without_a_bus.py",
        "test_front_without_a_service.py",
        "test_front_without_redis.py",
        "test_a_changed_and_a_removed_member_count_at_once_though_the_views_are_held_up",
        "test_a_suspended_organiser_sells_nothing_at_once_though_the_views_are_held_up",
    },
    "tables, roles and logs of the servers are looked at": {
        "test_a_change_by_the_owner_of_the_database_is_found",
        "test_the_service_itself_cannot_change_what_it_recorded",
        "test_front_canaries.py",
        "test_no_log_dead_letter_rebuilt_view_or_restored_copy_gives_back_anything_personal_and_the_books_balance",
        "test_of_a_saved_card_no_topic_and_no_table_has_the_number_or_the_last_four_in_clear",
        "test_front_rebuilt_views.py",
    },
    "a worker or a door with settings of its own is started": {
        "test_an_open_breaker_parks_bookings_until_an_operator_resets_it_and_loses_none",
        "test_what_the_first_server_refuses_and_what_comes_while_it_is_dead_the_second_sends_once",
        "test_sight.py",
        "test_untraced.py",
        "test_front_cached.py",
        "test_front_links_at_once.py",
        "test_front_ops.py",
        "test_front_tls.py",
        "test_front_traced.py",
        "test_front_webhooks.py",
    },
    "the mail server in memory refuses nobody": {"test_a_refused_address_is_told_and_not_tried_again"},
}
MEMORY = {
    "a deadline has to pass, what was recorded is forged, or all of it is said again": {
        "test_a_chain_that_was_made_anew_contradicts_the_log",
        "test_a_mark_after_the_deadline_has_the_same_seats_where_they_are_free",
        "test_a_mark_after_the_deadline_is_offered_other_seats_where_they_are_gone",
    },
    "it is for all people that there are, those of other scenarios too": {
        "test_each_who_wants_it_is_mailed_once_however_often_an_operator_says_so",
    },
}
