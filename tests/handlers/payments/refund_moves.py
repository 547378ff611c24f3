"""What may happen next to the refunds of a booking."""

from collections.abc import Callable, Iterator
from functools import partial

from tests.handlers.payments.refund_walk import EXPIRED, Walk
from tests.handlers.payments.refund_world import PRICE
from tests.handlers.payments.test_refund_by_hand import intent

SUMS = (1_500, 2_000)
DISPUTED, GONE = "charge_disputed", "charge_already_refunded"
Move = Callable[[], None]


def moves(walk: Walk) -> Iterator[Move]:
    yield from by_booking(walk)
    yield from somebodys(walk)
    yield from (partial(walk.fails, attempt) for attempt, _ in walk.world.ours)
    yield from (partial(walk.retry, one) for one in walk.listed())
    yield from answers(walk)
    yield from by_bank(walk)


def by_booking(walk: Walk) -> Iterator[Move]:
    if not walk.world.cancelled:
        yield walk.cancel
        yield from (partial(walk.grant, one) for one in SUMS if walk.world.grants < 2)


def somebodys(walk: Walk) -> Iterator[Move]:
    """What is more than is left, or comes while all that is left goes, comparing finds: it is none of this."""
    row, world = intent(walk.bench), walk.world
    if row.state in ("succeeded", "refund_failed") and len(world.by_hand) < 2:
        yield from (partial(walk.hand, one) for one in SUMS if one <= min(world.left, row.left))
    yield from (partial(walk.hand_fails, nth) for nth, price in enumerate(world.by_hand) if price)


def answers(walk: Walk) -> Iterator[Move]:
    for effect, one in walk.asked().items():
        yield from [partial(walk.answer, effect)] if one.price <= walk.world.left else ()
        yield partial(walk.answer, effect, EXPIRED)
        yield from [partial(walk.answer, effect, DISPUTED)] if walk.world.away else ()


def by_bank(walk: Walk) -> Iterator[Move]:
    if not walk.world.dispute:
        yield from (partial(walk.disputed, one) for one in (2_000, PRICE) if one <= walk.world.left)
    how = {"open": ("lost", "won"), "lost": ("won",)}.get(walk.world.dispute, ())
    yield from (partial(walk.decided, one) for one in how)
