"""One part is granted and two are given by hand; each goes or fails, early or late, and is asked for anew at the desk:
in every order no more goes back than was granted, and what was given by hand on top of that.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.payments import RefundRetried, RefundRetryRefused, RetryRefund
from handlers.payments import payments as service
from handlers.payments.own import RefundedByHand
from handlers.payments.rows import PaymentIntent, Refund
from tests.handlers.payments.saying import WHO
from tests.handlers.payments.test_compare_refunds import BOUGHT, happens
from tests.handlers.payments.test_refund_by_hand import by_hand, intent
from tests.handlers.payments.test_refund_part import done, granted

GRANTED = 1_000


@dataclass(frozen=True)
class Point:
    """Somewhere in a story: what stands in the rows, and what somebody gave by hand though no more was granted."""

    paid: PaymentIntent
    parts: tuple[Refund, ...] = ()
    on_top: int = 0

    @property
    def back(self) -> int:
        """What has gone, or is under way."""
        return sum(part.price for part in self.parts if part.state in ("refunding", "refunded"))

    def named(self, id: str) -> Refund | None:
        return next((part for part in self.parts if part.refund_id == id), None)


def start() -> Point:
    return Point(replace(intent(happens(Bench(service), *BOUGHT)), version=1))


def tells(point: Point, message: Message) -> tuple[list[Message], Point]:
    bench = Bench(service)
    bench.given(point.paid, *point.parts)
    bench.when(message)
    said = bench.said()
    bench.passes(timedelta(0))
    found = [replace(one, version=1) for one in bench.books.rows[Refund].values() if isinstance(one, Refund)]
    parts = tuple(sorted(found, key=lambda one: one.refund_id))
    return said, replace(point, paid=replace(intent(bench), version=1), parts=parts)


def news(point: Point, hand: int) -> Iterator[Message]:
    """What may be heard next."""
    if not point.named("1"):
        yield granted(GRANTED)
    yield from [by_hand(hand, id) for id in ("re_h", "re_i") if not point.named(id)][:1]
    for part in point.parts:
        ends = {"refunding": ("succeeded", "failed"), "refunded": ("failed",)}.get(part.state, ())
        yield from (done(status, part.refund_id, part.attempt) for status in ends)


def heard(point: Point, message: Message) -> Point:
    _, after = tells(point, message)
    more = min(after.back - point.back, after.back - after.paid.granted)
    somebody = isinstance(message, RefundedByHand)
    return replace(after, on_top=point.on_top + max(0, more)) if somebody else after


def at_the_desk(point: Point, part: Refund) -> Point:
    """It is asked for, or whoever wants it is told that nothing of it is owed."""
    said, after = tells(point, RetryRefund(**WHO, refund_id=part.refund_id))
    now = after.named(part.refund_id)
    refused = said == [RefundRetryRefused(**WHO, state="settled")]
    assert refused or said == [RefundRetried(**WHO, attempt=part.attempt + 1)]
    assert now and now.state in (("refund_failed", "settled") if refused else ("refunding",))
    return after


def all_after(point: Point, hand: int) -> Iterator[Point]:
    yield from (heard(point, message) for message in news(point, hand))
    again = [part for part in point.parts if part.state == "refund_failed" and part.attempt == 1]
    yield from (at_the_desk(point, part) for part in again)


@pytest.mark.parametrize("hand", [1_000, 700])
def test_in_no_order_more_goes_back_than_was_granted_and_given_on_top(hand: int) -> None:
    ahead = [start()]
    seen = set(ahead)
    while ahead:
        point = ahead.pop()
        assert point.back <= point.paid.granted + point.on_top, point
        assert all(part.settled_by for part in point.parts if part.state == "settled"), point
        new = set(all_after(point, hand)) - seen
        seen |= new
        ahead += new
    assert len(seen) > 500
