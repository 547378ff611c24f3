"""Other seats of the same ticket types, for whose own are gone."""

from collections.abc import Sequence

from contracts.bookings import BookingRequested
from handlers.inventory.holding import asking
from handlers.inventory.own import PickOthers, PickSeats, TakeSeats
from handlers.inventory.rows import Hold, Plan, Section, section_of

GONE = ("taken", "blocked")


def ask_for_others(
    asked: BookingRequested | TakeSeats, hold: Hold | None, plan: Plan | None, reason: str, sections: Sequence[Section]
) -> tuple[Hold, PickSeats | PickOthers] | None:
    """None if none are wanted, or to be had: those of one type are side by side if any are so."""
    if not asked.others or reason not in GONE or plan is None:
        return None
    known = {section.name: section.ticket_type for section in sections}
    kinds = tuple(known[section_of(seat)] for seat in asked.seats)
    mine = asking(asked, hold).but(picking=asked.attempt)
    if len(set(kinds)) == 1 and (where := plan.section_of(kinds[0], len(kinds))):
        wish = {"seats": (), "ticket_type": kinds[0], "quantity": len(kinds)}
        return mine, PickSeats.of(asked, **wish, attempt=asked.attempt, section=where, others=True)
    apart = one_by_one(asked, kinds, plan)
    return (mine, apart) if apart else None


def one_by_one(
    asked: BookingRequested | PickSeats | TakeSeats, kinds: tuple[str, ...], plan: Plan
) -> PickOthers | None:
    """A seat of each of these types; None if one of them has none left."""
    if not all(plan.has_free(kind) for kind in kinds):
        return None
    among = tuple(name for kind in dict.fromkeys(kinds) for name in plan.sections[kind])
    wish = {"ticket_type": "", "quantity": 0, "kinds": kinds, "among": among}
    return PickOthers.of(asked, **wish, attempt=asked.attempt)
