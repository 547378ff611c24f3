"""Seats are picked and paid while bookings stands still, and the booking expires before it hears of either."""

from collections import deque
from datetime import timedelta
from itertools import permutations

import pytest

from contracts.base import Message
from contracts.bookings import RequestBooking
from handlers.inventory.rows import Hold
from tests.handlers.late_money import KEY, World

ASKED = RequestBooking(event_id="e1", booking_id=KEY[1], buyer_id="ann", ticket_type="seat", quantity=1)


class StandsStill(World):
    """Bookings hears nothing of what inventory and payments say, until it goes on."""

    def __init__(self, first: tuple[int, ...]) -> None:
        self.missed: dict[str, deque[Message]] = {"inventory": deque(), "payments": deque()}
        self.still = True
        super().__init__(first, seats=2, asked=ASKED)

    def tell(self, source: str, message: Message) -> None:
        super().tell(source, message)
        if self.still and source in self.missed and (heard := self.queues.get(("bookings", source))):
            self.missed[source].append(heard.pop())

    def goes_on(self, order: tuple[str, ...]) -> None:
        """It hears what one of them said before what the other did."""
        self.still = False
        for source in order:
            self.queues["bookings", source] = self.missed[source]
            self.drain()


@pytest.mark.parametrize("order", [("inventory", "payments"), ("payments", "inventory")])
@pytest.mark.parametrize("first", [*permutations(range(3))])
def test_the_buyer_has_the_seats(first: tuple[int, ...], order: tuple[str, ...]) -> None:
    world = StandsStill(first)
    world.expire()
    assert world.booking.state == "expired" and world.booking.seats == ()
    world.pay()
    world.drain()
    world.goes_on(order)
    world.passes(timedelta(minutes=2))
    world.drain()
    hold = world.benches["inventory"].row(Hold, *KEY)
    assert world.booking.state == "confirmed" and hold and hold.state == "sold"
    assert not [*world.wrong()]


@pytest.mark.parametrize("answer", ["accept", "lapse"])
@pytest.mark.parametrize("first", [*permutations(range(3))])
def test_where_what_inventory_said_was_dropped_the_buyer_is_offered_a_seat_and_has_that_or_the_money(
    first: tuple[int, ...], answer: str
) -> None:
    """An older release heard of what it has once the booking had expired, and noted nothing."""
    world = StandsStill(first)
    world.expire()
    world.pay()
    world.drain()
    world.missed["inventory"].clear()
    world.goes_on(("inventory", "payments"))
    world.passes(timedelta(minutes=2))
    world.drain()
    assert world.booking.state == "offered"
    getattr(world, answer)()
    world.ends()
    assert world.booking.state == ("confirmed" if answer == "accept" else "cancelled")
    assert not [*world.wrong()]
