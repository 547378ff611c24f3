"""Who has a booking is told of a change of the event, once of each."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from choreography.fold import Folded
from choreography.intake import Item, from_waiting
from choreography.row import Page
from choreography.testing import START, Bench
from contracts.base import Message
from contracts.bookings import BookingAffected, RequestBooking
from contracts.catalog import CreateEvent, EventChanged, EventPostponed, EventRescheduled
from contracts.inventory import SeatsHeld
from handlers.bookings import bookings as service
from handlers.bookings.own import TellBooking
from handlers.bookings.rows import Booking, Change, Sale
from tests.handlers.bookings.saying import WHAT, WHO, confirmed, held, paid, published, rejected, request

DAY, WINDOW, STARTS = timedelta(days=1), timedelta(days=14), START + timedelta(days=30)
POSTPONED = EventPostponed(event_id="e1", reason="storm")


def as_asked(**other: Any) -> CreateEvent:
    sale = published()
    said = {
        "place": "Harbour",
        "starts_at": STARTS,
        "ends_at": STARTS + DAY,
        "sale_opens": START,
        "sale_closes": STARTS,
    }
    who = {"event_id": "e1", "organiser_id": "olga", "name": "Concert", "currency": "EUR"}
    return CreateEvent(**who, **said | other, ticket_types=sale.ticket_types)


def changed(*names: str, **other: Any) -> EventChanged:
    return EventChanged.of(as_asked(**other), changed=names or ("place",))


def told(change: int = 1, *names: str, until: datetime | None = START + WINDOW, **other: Any) -> BookingAffected:
    said = {"place": "Harbour", "starts_at": STARTS} | other
    return BookingAffected(**WHAT, change=change, changed=names or ("place",), refund_until=until, **said)


class Listening(Bench):
    """Keeps which booking was told of which change, and lets the service hear its own words one by one."""

    def __init__(self) -> None:
        super().__init__(service)
        self.told = list[tuple[str, int]]()

    def _handle(self, item: Item) -> Folded:
        super()._handle(item)
        self.told += [(one.booking_id, one.change) for one in self.said() if isinstance(one, BookingAffected)]
        return self.last

    def hears_itself(self) -> None:
        if due := self._next_waiting():
            self._handle(from_waiting(service, due))


def buy(number: int) -> tuple[RequestBooking, SeatsHeld]:
    """Free, so that it is confirmed at once."""
    who = {"event_id": "e1", "booking_id": f"e1-{number:04}", "buyer_id": "ben"}
    what = {"ticket_type": "standing", "quantity": 1}
    return RequestBooking(**who, **what), SeatsHeld(**who, **what, attempt=1, price=0, currency="EUR", stock_seq=2)


def known(bench: Bench) -> dict[str, int]:
    rows = bench.books.rows[Booking].values()
    return {row.booking_id: row.change for row in rows if isinstance(row, Booking)}


def test_who_has_a_confirmed_booking_is_told_and_offered_the_money_back_for_a_while(bookings: Bench) -> None:
    bookings.given(request(), held(), paid(), changed())
    change = Change(number=1, changed=("place",), place="Harbour", starts_at=STARTS, refund_until=START + WINDOW)
    bookings.when(TellBooking(**WHO, change=change))
    bookings.then(told())
    bookings.when(TellBooking(**WHO, change=change))
    bookings.then_nothing()
    booking = bookings.row(Booking, "e1", "e1-b1")
    assert booking and (booking.change, booking.refund_until) == (1, START + WINDOW)


def test_the_offer_ends_when_the_event_begins_and_there_is_none_after(bookings: Bench) -> None:
    bookings.given(request(), held(), paid())
    soon, past = START + DAY, START - DAY
    for number, (starts, until) in enumerate(((soon, soon), (past, None)), 1):
        bookings.given(changed("starts_at", starts_at=starts))
        sale = bookings.row(Sale, "e1")
        assert sale and sale.change and (sale.change.number, sale.change.refund_until) == (number, until)


@pytest.mark.parametrize("past", [[], [held()], [rejected()]], ids=["requested", "held", "rejected"])
def test_who_has_none_is_not_told(bookings: Bench, past: list[Message]) -> None:
    bookings.given(request(), *past, changed())
    bookings.passes(timedelta())
    assert known(bookings) == {"e1-b1": 0}


def test_who_pays_after_the_change_for_what_was_asked_before_is_told_with_the_confirmation(bookings: Bench) -> None:
    bookings.given(request(), held(), changed())
    bookings.passes(timedelta())
    bookings.when(paid())
    bookings.then(confirmed(), told())


def test_who_books_after_the_change_is_not_told(bookings: Bench) -> None:
    bookings.given(changed(), request(), held())
    bookings.when(paid())
    bookings.then(confirmed())
    bookings.passes(timedelta())
    assert known(bookings) == {"e1-b1": 1}


def test_what_matters_to_nobody_who_comes_is_told_to_nobody(bookings: Bench) -> None:
    bookings.given(request(), held(), paid())
    bookings.when(changed("name", "description"))
    bookings.then_nothing()


def test_who_has_a_booking_is_told_of_another_venue_by_its_name(bookings: Bench) -> None:
    bookings.given(request(), held(), paid(), changed("venue_id").model_copy(update={"hall": "The Old House"}))
    where = {"place": "Harbour", "hall": "The Old House"}
    change = Change(number=1, changed=("venue_id",), **where, starts_at=STARTS, refund_until=START + WINDOW)
    bookings.when(TellBooking(**WHO, change=change))
    bookings.then(told(1, "venue_id", hall="The Old House"))
    bookings.passes(timedelta())
    assert known(bookings) == {"e1-b1": 1}


def test_of_a_postponed_event_that_moves_no_date_is_told_and_the_money_is_offered_back_all_the_same(
    bookings: Bench,
) -> None:
    bookings.given(published(starts_at=STARTS), request(), held(), paid(), POSTPONED)
    bookings.passes(timedelta())
    bookings.given(changed("venue_id"))
    bookings.when(TellBooking(**WHO, change=of_sale(bookings)))
    bookings.then(told(2, "venue_id", starts_at=None))


def of_sale(bench: Bench) -> Change:
    sale = bench.row(Sale, "e1")
    assert sale and sale.change
    return sale.change


def test_a_draft_has_nobody_to_tell() -> None:
    bench = Bench(service)
    bench.when(changed())
    bench.then_nothing()


def test_a_new_start_moves_the_time_until_which_buyers_may_cancel(bookings: Bench) -> None:
    bookings.given(published(starts_at=START + DAY, cancel_before=DAY), changed("starts_at"))
    sale = bookings.row(Sale, "e1")
    assert sale and (sale.starts_at, sale.cancel_before) == (STARTS, DAY)


def test_a_change_heard_twice_is_numbered_once(bookings: Bench) -> None:
    for _ in range(2):
        bookings.when(changed(), id="c1")
    sale = bookings.row(Sale, "e1")
    assert sale and sale.changes == 1


def test_a_postponed_event_is_told_and_then_its_new_date(bookings: Bench) -> None:
    bookings.given(request(), held(), paid())
    bookings.given(POSTPONED)
    bookings.passes(timedelta())
    assert known(bookings) == {"e1-b1": 1}
    bookings.given(EventRescheduled.of(as_asked()))
    bookings.passes(timedelta())
    booking = bookings.row(Booking, "e1", "e1-b1")
    assert booking and (booking.change, booking.refund_until) == (2, START + WINDOW)


def test_everybody_is_told_over_several_pages_and_again_of_what_changes_meanwhile(bookings: Bench) -> None:
    count = Page.SIZE + 5
    for number in range(count):
        bookings.given(*buy(number))
    bookings.given(changed(), changed("starts_at"))
    bookings.passes(timedelta())
    assert set(known(bookings).values()) == {2} and len(known(bookings)) == count


@settings(max_examples=60, deadline=None)
@given(order=st.lists(st.sampled_from(["change", "buy", "own", "again"]), min_size=1, max_size=25))
def test_whatever_comes_in_between_each_holder_is_told_once_of_each_change_since(order: list[str]) -> None:
    """`own`: the service hears one of its own words; `again`: it hears the last change a second time."""
    bench, bought, changes = Listening(), dict[str, int](), 0
    bench.given(published())
    for number, what in enumerate(order):
        match what:
            case "buy":
                bought[f"e1-{number:04}"] = changes
                bench.given(*buy(number))
            case "own":
                bench.hears_itself()
            case "change":
                changes += 1
                bench.when(changed(), id=f"c{changes}")
            case "again" if changes:
                bench.when(changed(), id=f"c{changes}")
    bench.passes(timedelta())
    assert sorted(bench.told) == sorted(
        (id_, n) for id_, since in bought.items() for n in range(since + 1, changes + 1)
    )
