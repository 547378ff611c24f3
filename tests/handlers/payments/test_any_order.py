"""Whatever overtakes whatever: money is told once, goes back once if it must, and the ledger agrees with the bank."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from contracts.base import Message
from contracts.bookings import BookingCancelled, BookingMarkedPaid
from contracts.payments import PaymentFailed, PaymentRefunded, PaymentSucceeded
from contracts.prices import Breakdown
from ops.check.breaches_money import misstated
from tests.handlers.payments.saying import balance, cancelled, expired, held, marked_paid, state
from tests.handlers.payments.story import Story

SPLIT: dict[str, Any] = {"breakdown": Breakdown.of(4_100, 779, 121), "commission": 30}
FIRST = st.sampled_from(
    [
        (held(),),
        (held(**SPLIT),),
        (held(), held(attempt=2)),
        (held(), expired()),
        (held(), cancelled(), cancelled()),
        (held(**SPLIT), cancelled()),
        (held(), expired(), cancelled("paid_too_late")),
        (held(), marked_paid()),
        (held(), marked_paid(), marked_paid(), cancelled()),
    ]
)
ORDER = st.lists(st.integers(0, 20), max_size=14)


def told(first: tuple[Message, ...], order: list[int], pays_at: int) -> Story:
    story = Story(*first)
    for turn, which in enumerate(order):
        if turn == pays_at:
            story.pay()
        if story.pool:
            story.hear(which)
    story.ends()
    return story


@given(FIRST, ORDER, st.integers(0, 14))
def test_money_is_told_once_and_booked_as_it_lies_at_the_provider(
    first: tuple[Message, ...], order: list[int], pays_at: int
) -> None:
    story = told(first, order, pays_at)
    received = sum(intent.received for intent in story.gateway.intents.values())
    refunded = sum(map(len, story.gateway.refunds.values())) * 5_000
    assert story.said(PaymentSucceeded) == (received > 0)
    assert story.said(PaymentRefunded) * 5_000 == refunded
    assert story.said(PaymentFailed) == 0
    assert balance(story.bench).get("provider", 0) == received - refunded
    assert sum(balance(story.bench).values()) == 0
    assert list(misstated({"payments": story.bench.books})) == []


@given(FIRST, ORDER, st.integers(0, 14))
def test_a_payment_comes_to_an_end_that_fits_its_booking(
    first: tuple[Message, ...], order: list[int], pays_at: int
) -> None:
    story = told(first, order, pays_at)
    over = any(isinstance(one, BookingCancelled | BookingMarkedPaid) for one in first)
    received = any(intent.received for intent in story.gateway.intents.values())
    closed = all(intent.status == "canceled" for intent in story.gateway.intents.values())
    assert len(story.gateway.intents) <= 1
    if received:
        assert state(story.bench) == ("refunded" if over else "succeeded")
    elif len(first) > 1 and first[-1] != held(attempt=2):
        assert state(story.bench) in ("cancelled", "never") and closed
    else:
        assert state(story.bench) == "open"
