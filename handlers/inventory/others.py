"""Other seats of the same ticket type, for whose own are gone."""

from collections.abc import Sequence

from contracts.bookings import BookingRequested
from handlers.inventory.holding import asking
from handlers.inventory.own import PickSeats, TakeSeats
from handlers.inventory.rows import Hold, Plan, Section

GONE = ("taken", "blocked")


def ask_for_others(
    asked: BookingRequested | TakeSeats, hold: Hold | None, plan: Plan | None, reason: str, sections: Sequence[Section]
) -> tuple[Hold, PickSeats] | None:
    """None if none are wanted, or to be had: they are of one type and side by side."""
    kinds = {(section.ticket_type, section.price) for section in sections}
    if not asked.others or reason not in GONE or plan is None or len(kinds) != 1:
        return None
    kind, size = next(iter(kinds))[0], len(asked.seats)
    if not (where := plan.section_of(kind, size)):
        return None
    wish = {"seats": (), "ticket_type": kind, "quantity": size}
    mine = asking(asked, hold).but(picking=asked.attempt)
    return mine, PickSeats.of(asked, **wish, attempt=asked.attempt, section=where)
