"""A request that never became a booking is shown to who asked, and to nobody in the place of a booking."""

from datetime import timedelta

from choreography.testing import START, Bench
from contracts.base import Refused
from contracts.bookings import BookingRequested
from handlers.views.rows import BookingView

WHO = {"event_id": "e-1", "booking_id": "e-1-b1", "buyer_id": "zoe"}
REFUSED = Refused(command="c1", name="RequestBooking", about="e-1-b1", reason="not_found", detail="Sale(e-1)")
REQUESTED = BookingRequested(**WHO, seats=("stalls-A1",), attempt=1)


def shown(views: Bench) -> BookingView:
    found = views.row(BookingView, "e-1", "e-1-b1")
    assert found
    return found


def test_who_asked_sees_it_rejected_and_why(views: Bench) -> None:
    views.when(REFUSED, actor="zoe")
    shows = shown(views)
    assert (shows.buyer_id, shows.state, shows.reason, shows.created_at) == ("zoe", "rejected", "not_found", START)


def test_a_second_copy_changes_nothing_whatever_its_id(views: Bench) -> None:
    views.when(REFUSED, actor="zoe")
    views.when(REFUSED, actor="ben", at=START + timedelta(days=8))
    views.then_nothing()


def test_a_late_one_does_not_touch_the_booking_that_there_is(views: Bench) -> None:
    views.when(REQUESTED, version=1)
    views.when(REFUSED, actor="zoe")
    views.then_nothing()
    assert shown(views).state == "requested"


def test_an_early_one_gives_way_to_the_booking_that_comes(views: Bench) -> None:
    views.when(REFUSED, actor="zoe")
    views.when(REQUESTED, version=1)
    assert (shown(views).state, shown(views).reason, shown(views).seats) == ("requested", "", ("stalls-A1",))


def test_that_anything_else_was_refused_is_not_shown_as_a_booking(views: Bench) -> None:
    for name in ("CancelBooking", "GiveBooking", "JoinQueue"):
        views.when(REFUSED.model_copy(update={"name": name}), actor="zoe")
        views.then_nothing()


def test_what_nobody_in_person_asked_for_is_for_nobody(views: Bench) -> None:
    views.when(REFUSED)
    views.then_nothing()
