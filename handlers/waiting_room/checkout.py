"""Nobody is let in to hold seats that cannot be paid for yet: turns wait for the bookings of those before.

While the provider is away, or the machine behind, holds would lapse before their buyers are asked for the money, and
the turns with them. So only few bookings may wait for that; beyond it turns come as fast as payments keeps up.
What is under way before there is a booking is `under_way`.
"""

from collections.abc import Iterator

from contracts.base import OfBooking
from contracts.bookings import BookingConfirmed, TurnUsed
from contracts.payments import PaymentRequired
from handlers.waiting_room.rows import Checkout, Queue
from handlers.waiting_room.service import waiting_room


def begun(used: TurnUsed, queue: Queue, checkout: Checkout | None) -> Iterator[Queue | Checkout]:
    """It waits, unless the money was asked for, or the seats came back, before this was heard of."""
    waits = used.unpaid and checkout is None
    if waits:
        yield Checkout(used.event_id, used.booking_id, waits=True)
    yield queue.changed(unasked=int(waits))


def waits_no_more(said: OfBooking, queue: Queue, checkout: Checkout | None) -> tuple[Queue, Checkout]:
    checkout = checkout or Checkout(said.event_id, said.booking_id)
    return queue.changed(unasked=-int(checkout.waits)), checkout.but(waits=False)


@waiting_room.step
def paid_unasked(said: BookingConfirmed, queue: Queue | None, checkout: Checkout | None) -> Iterator[Queue | Checkout]:
    """The organiser had the money another way. It is said behind the use of the turn, by the same service."""
    if queue and checkout and checkout.waits:
        yield from waits_no_more(said, queue, checkout)


@waiting_room.step
def money_asked(said: PaymentRequired, queue: Queue | None, checkout: Checkout | None) -> Iterator[Queue | Checkout]:
    if queue:
        yield from waits_no_more(said, queue, checkout)
