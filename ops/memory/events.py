"""The edge's reading of events, from books in memory."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from choreography.memory.books import Books
from edge.live.ports import User
from edge.reading.search import Cursor, Search, told
from edge.reading.words import begins, words
from handlers.views.rows import EventView
from ops.memory.event_stock import add_ons, counts, plan, quotas, sections, taken, types
from ops.memory.owning import allowed
from ops.memory.pages import json_of
from ops.memory.rows import all_of, one_of

FOR_ALL = ("on_sale", "sold_out", "postponed", "ended")
AS_IT_IS = (
    "state", "reason", "name", "description", "category", "place", "venue_id", "organiser_id", "starts_at", "ends_at",
    "currency", "sale_opens", "sale_closes", "capacity", "stock_seq", "utc_offset",
    "no_single_seats", "suspended",
)  # fmt: skip
QUEUE = {"opens", "per_minute", "at_most"}


class MemoryEvents:
    """`views` are the books of the service of that name."""

    def __init__(self, views: Books) -> None:
        self.views = views

    async def one(self, event_id: str, user: User | None) -> bytes | None:
        event = self._seen(event_id, user)
        return json_of(shown(event)) if event else None

    async def on_sale(self, size: int, after: Cursor, search: Search) -> bytes:
        now = self.views.now()

        def fitting(event: EventView) -> bool:
            return listed(event, now) and fits(event, search)

        return self._page(fitting, size, after)

    async def of(self, organiser: str, size: int, after: Cursor) -> bytes:
        return self._page(lambda event: event.organiser_id == organiser and event.state != "deleted", size, after)

    async def availability(self, event_id: str, user: User | None) -> bytes | None:
        event = self._seen(event_id, user)
        return json_of({**head(event), **totals(event), **self._parts(event)}) if event else None

    async def plan(self, event_id: str, user: User | None, section: str) -> bytes | None:
        if (event := self._seen(event_id, user)) is None:
            return None
        return json_of({**head(event), "version": event.plan_version, "sections": plan(self.views, event, section)})

    async def seats(self, event_id: str, user: User | None, section: str) -> bytes | None:
        if (event := self._seen(event_id, user)) is None:
            return None
        shown = sections(self.views, event, section, with_rows=True)
        return json_of({**head(event), "sections": shown, "taken": taken(self.views, event_id, section)})

    def _parts(self, event: EventView) -> dict[str, Any]:
        shared, plan = quotas(self.views, event), sections(self.views, event)
        sold = {"ticket_types": types(self.views, event), "add_ons": add_ons(self.views, event)}
        return {**sold, "quotas": shared, "sections": plan}

    def _seen(self, event_id: str, user: User | None) -> EventView | None:
        found = one_of(self.views, EventView, event_id)
        return found if found and self._may_see(found, user) else None

    def _may_see(self, event: EventView, user: User | None) -> bool:
        if event.state in FOR_ALL or (event.state == "cancelled" and event.capacity):
            return True
        if user is None or event.state == "deleted":
            return False
        return allowed(self.views, event, user, "see") and (not user.operator or event.state != "unknown")

    def _page(self, fitting: Callable[[EventView], bool], size: int, after: Cursor) -> bytes:
        found = sorted(filter(fitting, all_of(self.views, EventView)), key=place)
        items = [event for event in found if place(event) > after][:size]
        return json_of({"items": [*map(shown, items)], "next": told(place(items[-1])) if len(items) == size else None})


def listed(event: EventView, now: datetime) -> bool:
    """A postponed event has no date that could be over."""
    return event.state == "postponed" or (event.state in ("on_sale", "sold_out") and event.ends_at > now)


def place(event: EventView) -> Cursor:
    return Cursor(event.starts_at, event.event_id)


def fits(event: EventView, search: Search) -> bool:
    day = event.starts_at.astimezone(UTC).date()
    dated = search.first <= day <= search.last and search.category in ("", event.category)
    return dated and has(searched(event), search.words) and has(event.place, search.place)


def searched(event: EventView) -> str:
    return f"{event.name} {event.category} {event.description} {event.place}"


def has(text: str, wanted: str) -> bool:
    """All of its words, the last one maybe begun."""
    there, asked = words(text), words(wanted)
    if not asked:
        return True
    *whole, last = asked
    begun = begins(last) and any(word.startswith(last) for word in there)
    return (begun or last in there) and set(whole) <= set(there)


def shown(event: EventView) -> dict[str, Any]:
    return {
        "id": event.event_id,
        "version": max(event.offer_version, event.details_version, event.state_version, 0),
        **{name: getattr(event, name) for name in AS_IT_IS},
        "ticket_types": [kind.model_dump(mode="json") for kind in event.ticket_types],
        "quotas": [quota.model_dump(mode="json") for quota in event.quotas],
        "add_ons": [one.model_dump(mode="json") for one in event.add_ons],
        "terms": event.terms.model_dump(),
        "prices": {name: price.model_dump() for name, price in event.prices.items()},
        "hold_for": round(event.hold_for.total_seconds()),
        "cancel_before": seconds(event.cancel_before),
        "offline_for": seconds(event.offline_for),
        "queue": event.queue.model_dump(mode="json", include=QUEUE) if event.queue else None,
    }


def seconds(span: timedelta | None) -> int | None:
    return None if span is None else round(span.total_seconds())


def head(event: EventView) -> dict[str, Any]:
    return {"event_id": event.event_id, "version": event.stock_seq, "state": event.state}


def totals(event: EventView) -> dict[str, Any]:
    free = max(event.capacity - event.held - event.sold - event.blocked, 0)
    return {"currency": event.currency, "capacity": event.capacity, **counts(event), "free": free}
