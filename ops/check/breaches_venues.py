"""Where two events are at a venue at once, and where venues and events disagree on who is there."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from handlers.catalog.rows import Calendar, Listing
from handlers.inventory.rows import Stock
from ops.memory.rows import Services, all_of

Rows = Iterator[tuple[Any, ...]]
Time = tuple[str, datetime, datetime]
"""A venue, and from when until when."""


def overlapping(books: Services) -> Rows:
    for one in all_of(books["catalog"], Calendar):
        over: datetime | None = None
        for slot in sorted(one.slots, key=lambda slot: (slot.starts_at, slot.ends_at)):
            if over and slot.starts_at < over:
                yield one.venue_id, slot.event_id
            over = max(over or slot.ends_at, slot.ends_at)


def disagreeing(books: Services) -> Rows:
    """Whom a venue lists for what is over, it has only not forgotten yet."""
    now, there, live = books["catalog"].now(), slots(books), listed(books)
    for event, mine in live.items():
        if event not in there and mine[2] > now:
            yield event, mine, None
    for event, times in there.items():
        yield from ((event, live.get(event), one) for one in times if one != live.get(event) and one[2] > now)


def crowded(books: Services) -> Rows:
    for one in all_of(books["inventory"], Stock):
        if 0 < one.room < one.capacity and not one.closed:
            yield one.event_id, one.capacity, one.room


def slots(books: Services) -> dict[str, list[Time]]:
    """By event."""
    found: dict[str, list[Time]] = {}
    for one in all_of(books["catalog"], Calendar):
        for slot in one.slots:
            found.setdefault(slot.event_id, []).append((one.venue_id, slot.starts_at, slot.ends_at))
    return found


def listed(books: Services) -> dict[str, Time]:
    """By event, where it is on sale; not those of before venues were asked."""
    rows = (row for row in all_of(books["catalog"], Listing) if row.state in ("on_sale", "sold_out"))
    return {row.event_id: (row.venue_id, row.starts_at, row.ends_at) for row in rows if row.venue_id and row.attempt}
