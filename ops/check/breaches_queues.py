"""Where queues, places and bookings disagree."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from handlers.bookings.rows import UNPAID, Booking, Sale
from handlers.waiting_room.rows import IN_LINE, Checkout, Place, Queue
from handlers.waiting_room.under_way import begun
from ops.memory.rows import Services, all_of

Rows = Iterator[tuple[Any, ...]]


def miscounted(books: Services) -> Rows:
    places = all_of(books["waiting_room"], Place)
    wait = Counter(one.event_id for one in all_of(books["waiting_room"], Checkout) if one.waits)
    for queue in all_of(books["waiting_room"], Queue):
        states = [place.state for place in places if place.event_id == queue.event_id]
        in_line = sum(states.count(state) for state in IN_LINE)
        counts = queue.waiting, queue.turns, queue.unasked
        if counts != (in_line, states.count("turn"), wait[queue.event_id]):
            yield queue.event_id, *counts


def not_under_way(books: Services) -> Rows:
    places = [one for one in all_of(books["waiting_room"], Place) if one.state == "turn"]
    for queue in all_of(books["waiting_room"], Queue):
        turns = Counter(begun(queue, one) for one in places if one.event_id == queue.event_id)
        for second, many in sorted(queue.fresh.items()):
            if many != turns[second]:
                yield queue.event_id, second, many


def passed_over(books: Services) -> Rows:
    served = {queue.event_id: queue.served for queue in all_of(books["waiting_room"], Queue)}
    for place in all_of(books["waiting_room"], Place):
        if place.state in IN_LINE and 1 <= place.rank <= served[place.event_id]:
            yield place.place_id, place.rank, served[place.event_id]


def waited_for(books: Services) -> Rows:
    waits = {(one.event_id, one.booking_id) for one in all_of(books["waiting_room"], Checkout) if one.waits}
    for booking in all_of(books["bookings"], Booking):
        if (booking.event_id, booking.booking_id) in waits and booking.state not in ("requested", *UNPAID):
            yield booking.booking_id, booking.state


def without_a_turn(books: Services) -> Rows:
    queued = {sale.event_id for sale in all_of(books["bookings"], Sale) if sale.queued}
    places = {(place.event_id, place.buyer_id): place.state for place in all_of(books["waiting_room"], Place)}
    for booking in all_of(books["bookings"], Booking):
        had = places.get((booking.event_id, booking.buyer_id))
        taken = booking.state in (*UNPAID, "confirmed") and not booking.complimentary
        if booking.event_id in queued and taken and had is None:
            yield booking.booking_id, booking.state, had
