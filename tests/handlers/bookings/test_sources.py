"""One person with many accounts: who else books at the event from the same device or address."""

from datetime import timedelta

import pytest

from choreography.testing import Bench
from contracts.bookings import BookingRejected, BookingRequested
from contracts.catalog import Queueing
from contracts.waiting_room import TurnGranted, place_id
from handlers.bookings.rows import Source
from handlers.bookings.settings import BookingSettings
from tests.handlers.bookings.saying import WHO, published, request, requested

DAY = timedelta(days=1)
DEVICE, ADDRESS = "device:d", "address:a"


@pytest.fixture(autouse=True)
def two_by_device_and_three_by_address(monkeypatch: pytest.MonkeyPatch) -> None:
    bounds = BookingSettings(accounts_by_device=2, accounts_by_address=3)
    monkeypatch.setattr("handlers.bookings.sources.settings", lambda: bounds)


def asked(bookings: Bench, buyer: str, *sources: str, number: int = 1) -> str:
    """Empty if it is taken, else why not."""
    who = {"booking_id": f"e1-{buyer}{number}", "buyer_id": buyer, "sources": sources}
    bookings.when(request().model_copy(update=who))
    (said,) = bookings.said()
    assert isinstance(said, BookingRequested | BookingRejected)
    return said.reason if isinstance(said, BookingRejected) else ""


@pytest.mark.parametrize(("source", "at_most"), [(DEVICE, 2), (ADDRESS, 3)])
def test_only_so_many_accounts_book_from_one_place(bookings: Bench, source: str, at_most: int) -> None:
    assert [asked(bookings, f"b{number}", source) for number in range(at_most)] == [""] * at_most
    assert asked(bookings, "eve", source) == "too_many_accounts"
    assert asked(bookings, "eve", f"{source} of another") == ""


def test_who_booked_from_there_already_goes_on(bookings: Bench) -> None:
    assert [asked(bookings, buyer, DEVICE, number=n) for n in range(3) for buyer in ("ann", "ben")] == [""] * 6


def test_one_place_that_is_full_is_enough(bookings: Bench) -> None:
    for buyer in ("ann", "ben"):
        asked(bookings, buyer, DEVICE, ADDRESS)
    assert asked(bookings, "eve", DEVICE) == asked(bookings, "eve", DEVICE, "address:b") == "too_many_accounts"


def test_who_was_refused_takes_nobodys_place(bookings: Bench) -> None:
    for buyer in ("ann", "ben", "eve", "eva"):
        asked(bookings, buyer, DEVICE, ADDRESS)
    assert asked(bookings, "cat", ADDRESS) == "" and asked(bookings, "dan", ADDRESS) == "too_many_accounts"


def test_after_a_day_others_may(bookings: Bench) -> None:
    bookings.given(published(sale_closes=bookings.now + 9 * DAY))
    for buyer in ("ann", "ben"):
        asked(bookings, buyer, DEVICE)
    bookings.passes(DAY)
    assert asked(bookings, "eve", DEVICE) == ""
    found = bookings.row(Source, "e1", DEVICE)
    assert found and [*found.buyers] == ["eve"]


def test_a_second_copy_is_counted_once_and_a_request_without_a_place_never(bookings: Bench) -> None:
    one = request().model_copy(update={"sources": (DEVICE, DEVICE)})
    bookings.when(one, id="first")
    bookings.when(one, id="first")
    bookings.then_nothing()
    assert asked(bookings, "ann", DEVICE) == asked(bookings, "cat") == asked(bookings, "dan", "other:d") == ""
    found = bookings.row(Source, "e1", DEVICE)
    assert found and [*found.buyers] == ["ben", "ann"]


def test_no_bound_keeps_no_rows(bookings: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.bookings.sources.settings", lambda: BookingSettings(accounts_by_device=0))
    assert [asked(bookings, f"b{number}", DEVICE) for number in range(30)] == [""] * 30
    assert bookings.row(Source, "e1", DEVICE) is None


@pytest.mark.parametrize(("there", "reason"), [(("ann",), ""), (("ann", "cat"), "too_many_accounts")])
def test_who_is_ahead_of_the_news_of_their_turn_is_counted_when_it_is_used(
    bookings: Bench, there: tuple[str, ...], reason: str
) -> None:
    bookings.given(published(queue=Queueing(opens=bookings.now, per_minute=60)))
    bookings.given(request().model_copy(update={"sources": (DEVICE,)}))
    bookings.given(Source("e1", DEVICE, {buyer: bookings.now for buyer in there}))
    place = {"event_id": "e1", "place_id": place_id("e1", "ben"), "buyer_id": "ben", "receipt": 7, "rank": 3}
    bookings.given(TurnGranted.model_validate(place | {"deadline": bookings.now + DAY}))
    bookings.passes(timedelta(seconds=2))
    bookings.then(BookingRejected(**WHO, reason=reason) if reason else requested())
    assert (found := bookings.row(Source, "e1", DEVICE)) and ("ben" in found.buyers) == (not reason)
