"""Where gates, bookings and the views disagree on who came in."""

from collections.abc import Iterator
from typing import Any

from handlers.bookings.rows import Booking
from handlers.inventory.admissions import Admission
from handlers.inventory.rows import Hold
from handlers.views.admissions import AdmissionView
from ops.memory.rows import Services, all_of

Rows = Iterator[tuple[Any, ...]]
Turns = dict[tuple[str, str], int]


def ticketless(books: Services) -> Rows:
    holds = {one.key: one for one in all_of(books["inventory"], Hold)}
    for one in all_of(books["inventory"], Admission):
        booking_id, _, number = one.ticket.rpartition(".")
        hold = holds.get((one.event_id, booking_id))
        issued = hold is not None and hold.state != "held" and 1 <= int(number) <= len(hold.places)
        if not issued or (one.turn % 2 == 1) != one.is_in:
            yield f"{one.event_id}/{one.ticket}", one.state, one.turn


def unnoted(books: Services) -> Rows:
    noted = {
        (one.event_id, f"{one.booking_id}.{number}"): turn
        for one in all_of(books["bookings"], Booking)
        for number, turn in one.turns.items()
    }
    there: Turns = {(one.event_id, one.ticket): one.turn for one in all_of(books["inventory"], Admission)}
    for key in sorted(there.keys() | noted.keys()):
        if there.get(key) != noted.get(key):
            yield "/".join(key), there.get(key), noted.get(key)


def unshown(books: Services) -> Rows:
    there = {one.key: (one.state, one.turn) for one in all_of(books["inventory"], Admission)}
    shown = {one.key: (one.state, one.turn) for one in all_of(books["views"], AdmissionView)}
    for key in sorted(there.keys() | shown.keys()):
        if there.get(key) != shown.get(key):
            yield "/".join(key), there.get(key), shown.get(key)


def crossed(books: Services) -> Rows:
    for one in all_of(books["bookings"], Booking):
        yield from ((f"{one.booking_id}.{number}",) for number in one.crossed)
