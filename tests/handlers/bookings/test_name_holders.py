"""Who comes with each ticket of a booking."""

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.bookings import BookingForbidden, HoldersNamed, HoldersNotNamed, NameHolders
from contracts.sealed import Sealed
from handlers.bookings import bookings as service
from tests.handlers.bookings.saying import WHO, cancel, held, paid, published, request


def sealed(person: str = "ben") -> Sealed:
    return Sealed(person_id=person, key_version=1, nonce="n", ciphertext="c")


@pytest.fixture
def bookings() -> Bench:
    """Ben has a ticket for olga's event."""
    bench = Bench(service)
    bench.given(published(organiser_id="olga"), request(), held(), paid())
    return bench


def name(*names: Sealed | None, asker: str = "ben", **other: bool) -> NameHolders:
    return NameHolders(event_id="e1", booking_id="e1-b1", asker_id=asker, names=names or (sealed(),), **other)


@pytest.mark.parametrize("asked", [name(), name(asker="olga"), name(asker="otto", by_operator=True)])
def test_buyer_organiser_and_operator_name_who_comes(bookings: Bench, asked: NameHolders) -> None:
    bookings.when(asked)
    bookings.then(HoldersNamed(**WHO, names=(sealed(),), edit=1))


def test_each_naming_is_numbered_so_that_the_last_one_is_known(bookings: Bench) -> None:
    bookings.given(name())
    bookings.when(name(None))
    bookings.then(HoldersNamed(**WHO, names=(None,), edit=2))


def test_nobody_else_names_them(bookings: Bench) -> None:
    bookings.when(name(asker="eve"))
    bookings.then(BookingForbidden(event_id="e1", booking_id="e1-b1"))


@pytest.mark.parametrize("names", [(sealed(), None), (sealed("eve"),)], ids=["too many", "sealed for another"])
def test_there_is_one_name_for_each_ticket_sealed_for_its_buyer(bookings: Bench, names: tuple[Sealed | None]) -> None:
    bookings.when(name(*names))
    bookings.then(HoldersNotNamed(**WHO, reason="other_count"))


@pytest.mark.parametrize("past", [[held()], [held(), paid(), cancel()]], ids=["held", "over"])
def test_what_has_no_tickets_has_no_holders(past: list[Message]) -> None:
    bench = Bench(service)
    bench.given(published(), request(), *past)
    bench.when(name())
    bench.then(HoldersNotNamed(**WHO, reason="no_tickets"))


def test_a_second_copy_names_nobody_anew(bookings: Bench) -> None:
    for _ in range(2):
        bookings.when(name(), id="n1")
    bookings.then_nothing()


def test_a_booking_that_nobody_knows_has_no_holders(bookings: Bench) -> None:
    bookings.when(NameHolders(event_id="e1", booking_id="e1-b9", asker_id="ben", names=(sealed(),)))
    bookings.then_refused("not_found")
