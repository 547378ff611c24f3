"""A venue's side of it: who is there, and when."""

from collections.abc import Iterator
from datetime import datetime

from contracts.catalog import NO_BOUND, SlotAsked, SlotGivenUp, SlotGranted, SlotRefused
from handlers.catalog.bounds import SLOTS_AT_MOST
from handlers.catalog.rows import Calendar, Slot, Venue
from handlers.catalog.service import catalog


@catalog.step
def grant_slot(
    asked: SlotAsked, venue: Venue | None, calendar: Calendar | None, now: datetime
) -> Iterator[Calendar | SlotGranted | SlotRefused]:
    """An event has one time at a venue: a new one takes the place of the old, which it keeps if it is refused.

    A question that comes behind a later one is nobody's any more.
    """
    calendar = calendar or Calendar(asked.venue_id)
    if calendar.attempt(asked.event_id) > asked.attempt:
        return
    others = calendar.without(asked.event_id, now)
    slot = Slot(event_id=asked.event_id, starts_at=asked.starts_at, ends_at=asked.ends_at, attempt=asked.attempt)
    if venue and asked.capacity > venue.capacity:
        yield SlotRefused.of(asked, reason="over_capacity")
    elif any(slot.overlaps(other) for other in others):
        yield SlotRefused.of(asked, reason="venue_taken")
    elif len(others) >= SLOTS_AT_MOST:
        yield SlotRefused.of(asked, reason="venue_full")
    else:
        yield calendar.but(slots=(*others, slot))
        yield granted(asked, venue)


def granted(asked: SlotAsked, venue: Venue | None) -> SlotGranted:
    told = {"room": venue.capacity, "hall": venue.name, "place": venue.place} if venue else {"room": NO_BOUND}
    return SlotGranted.of(asked, venue_id=asked.venue_id, **told)


@catalog.step
def free_slot(given_up: SlotGivenUp, calendar: Calendar | None, now: datetime) -> Iterator[Calendar]:
    """Who was refused has none; who asked once more since keeps the time."""
    if calendar and 0 <= calendar.attempt(given_up.event_id) <= given_up.attempt:
        yield calendar.but(slots=calendar.without(given_up.event_id, now))
