import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.bookings import BookingCancelled, BookingDue, BookingExpired, BookingSettling, OfSeats
from handlers.bookings import bookings as service
from tests.handlers.bookings.saying import published

COMPARED = (BookingSettling, BookingDue, BookingExpired, BookingCancelled)


@pytest.fixture(autouse=True)
def numbers_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers that change no seats are compared without the number of those: it has tests in `test_stock_seq`."""
    said = Bench.said
    monkeypatch.setattr(Bench, "said", lambda bench: [apart(one) for one in said(bench)])


def apart(said: Message) -> Message:
    other = isinstance(said, OfSeats) and not isinstance(said, COMPARED)
    return said.model_copy(update={"stock_seq": 0}) if other else said


@pytest.fixture
def bookings() -> Bench:
    """An event is on sale."""
    bench = Bench(service)
    bench.given(published())
    return bench
