"""Who should have acted, on what, and what is known of why it did not."""

import pytest

from ops.saga.missing import State
from tests.ops.saga.recorded import ASKED, CONFIRMED, HELD, ISSUED, OPENED, calls, lacking, says, told, waits


def test_a_finished_purchase_lacks_nothing() -> None:
    assert not lacking(told(ASKED, OPENED, HELD, CONFIRMED, ISSUED))


def test_an_event_that_nobody_heard_names_the_worker_and_the_topic() -> None:
    (one,) = lacking(told(ASKED, OPENED))
    assert (one.type, one.by, one.topic, one.state) == ("BookingRequested", "inventory", "bookings.events", "unheard")
    assert one.expected == ("SeatsHeld", "SeatsRejected")


def test_within_its_patience_nothing_is_missing() -> None:
    assert not lacking(told(ASKED, OPENED), after=3)


@pytest.mark.parametrize("under_way", [says("m2"), calls("m2")], ids=["unpublished", "effect"])
def test_what_is_said_or_done_just_now_is_missing_only_when_patience_is_over(under_way: State) -> None:
    assert not lacking(told(ASKED, OPENED), after=3, inventory=under_way)
    (one,) = lacking(told(ASKED, OPENED), after=60, inventory=under_way)
    assert one.state == ("effect" if under_way.effects else "unpublished")


def test_what_was_handled_and_came_to_nothing_is_told_while_the_booking_is_open() -> None:
    (one,) = lacking(told(ASKED, OPENED), inventory=State(handled={"m2"}))
    assert one.state == "silent"


def test_an_answer_that_was_lost_after_it_was_said_is_still_missing() -> None:
    lost = told(ASKED, OPENED, HELD, CONFIRMED)
    (one,) = lacking(lost, bookings=State(handled={"m1", "m3"}), inventory=State(handled={"m2", "m4"}))
    assert (one.type, one.by, one.expected) == ("BookingConfirmed", "inventory", ("TicketsIssued",))


def test_an_early_message_tells_what_it_lacks() -> None:
    (one,) = lacking(told(ASKED, OPENED, HELD), bookings=waits("m3", "early", lacks=("booking/opera/opera-b1",)))
    assert (one.state, one.why) == ("early", "booking/opera/opera-b1")


def test_a_dead_message_tells_its_error_at_once() -> None:
    (one,) = lacking(told(ASKED, OPENED, HELD), after=2, bookings=waits("m3", "dead", "KeyError"))
    assert (one.state, one.why) == ("dead", "KeyError")


def test_a_service_that_spoke_since_has_answered() -> None:
    again = told(ASKED, OPENED, ("m3", "SeatsHeld", "inventory", "x"))
    assert not [one for one in lacking(again, inventory=State(handled={"m2"})) if one.by == "inventory"]
