"""How far the calling off of an event has come, in counts, whatever is heard first."""

import json
from itertools import permutations
from typing import Any

import pytest

from choreography.testing import START, Bench
from choreography.vocabulary import Tell
from contracts.base import Message
from contracts.bookings import BookingCancelled
from contracts.payments import PaymentRefunded
from handlers.realtime import realtime
from handlers.realtime.rows import CANCELLATION, CallingOff, Feed


def who(booking: str) -> dict[str, Any]:
    return {"event_id": "e", "booking_id": f"e-{booking}", "buyer_id": "zoe"}


def cancelled(booking: str, reason: str = "event_cancelled") -> BookingCancelled:
    return BookingCancelled(**who(booking), reason=reason)


def refunded(booking: str, price: int = 900) -> PaymentRefunded:
    return PaymentRefunded(**who(booking), provider_id="pi", price=price, currency="EUR")


@pytest.fixture
def bench() -> Bench:
    return Bench(realtime)


def told(bench: Bench) -> list[dict[str, Any]]:
    words = [word for word in bench.last.told if isinstance(word, Tell)]
    return [json.loads(word.body) for word in words if word.subject == "live.cancellation.e"]


def test_what_is_cancelled_and_goes_back_is_added_up(bench: Bench) -> None:
    bench.given(cancelled("a"), cancelled("b"))
    bench.when(refunded("a"))
    body = {"type": "CancellationMoved", "at": START.isoformat(), "cancelled": 2, "refunded": 900}
    assert told(bench) == [{"channel": "cancellation:e", "from": 3, "to": 3, "body": body}]
    assert len([key for key in bench.books.rows[Feed] if key[1] == CANCELLATION]) == 3


STORY: list[Message] = [cancelled("a"), refunded("a", 300), refunded("a", 600), cancelled("b")]


@pytest.mark.parametrize("order", list(permutations(STORY)))
def test_in_any_order_it_comes_to_the_same(bench: Bench, order: tuple[Message, ...]) -> None:
    bench.given(*order)
    (row,) = bench.books.rows[CallingOff].values()
    assert isinstance(row, CallingOff) and (row.cancelled, row.refunded) == (2, 900)


def test_a_second_copy_counts_nothing(bench: Bench) -> None:
    for _ in range(2):
        bench.when(cancelled("a"), id="one")
    bench.then_nothing()
    (row,) = bench.books.rows[CallingOff].values()
    assert isinstance(row, CallingOff) and row.cancelled == 1


@pytest.mark.parametrize("other", [cancelled("a", "buyer"), refunded("a")])
def test_of_an_event_that_takes_place_nothing_is_told(bench: Bench, other: Message) -> None:
    bench.when(other)
    assert not told(bench) and not bench.books.rows.get(CallingOff)
