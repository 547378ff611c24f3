"""What was refused of a booking: a request that never became one, and a cancellation."""

from datetime import timedelta

from choreography.testing import START, Bench
from contracts.base import Refused
from contracts.bookings import BookingCancellationRefused, BookingRequested
from handlers.views.rows import BookingView
from tests.handlers.views import stories
from tests.handlers.views.mesh import shown as after

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


def test_a_booking_that_was_not_cancelled_shows_why_and_stays_as_it_is() -> None:
    shows = after(stories.told(stories.wanted_more_back).facts).row(BookingView, "e1", "e1-b1")
    assert shows and (shows.state, shows.reason, len(shows.codes)) == ("confirmed", "", 2)
    assert (shows.not_cancelled, shows.not_cancelled_at) == ("quote_changed", START)


def test_the_last_of_several_is_shown_whatever_the_order(views: Bench) -> None:
    first = BookingCancellationRefused(**WHO, state="confirmed", reason="quote_changed")
    last = first.model_copy(update={"reason": "too_late_to_cancel"})
    for said, minutes in ((last, 2), (first, 1), (last, 2)):
        views.when(said, version=3, at=START + timedelta(minutes=minutes))
    assert (shown(views).not_cancelled, shown(views).not_cancelled_at) == (last.reason, START + timedelta(minutes=2))


def test_of_one_that_was_over_its_state_is_the_reason_also_where_it_comes_early(views: Bench) -> None:
    views.when(BookingCancellationRefused(**WHO, state="expired"), version=2)
    views.when(REQUESTED, version=1)
    assert (shown(views).state, shown(views).not_cancelled) == ("requested", "expired")
