"""The feeds as a whole, for what is done by the clock: no lane loads all of them."""

from collections import defaultdict
from datetime import timedelta
from typing import Any, Protocol

from choreography.memory.books import Books
from contracts.waiting_room import is_place_id
from handlers.realtime.rows import CANCELLATION, EVENT, QUEUE, Feed

NEWS = timedelta(minutes=1)
OLD = timedelta(minutes=10)
AT_MOST = 5_000
"""Channels whose heads are told at once."""
WHOLE = (EVENT, QUEUE, CANCELLATION)
"""Channels of whole events: they are few, and many follow each."""
CHANGED = """
    select case when channel = any($2) then channel || ':' || event_id
            when channel ~ '-q[0-9a-f]{19}$' then 'place:' || channel else 'booking:' || channel end as channel,
        max(n) as n from feed where at > now() - $1::interval group by event_id, channel
        order by channel <> all($2), max(at) desc, 1 limit $3"""
DELETE = "delete from feed where at < now() - $1::interval"
Heads = list[tuple[str, int]]


class Kept(Protocol):
    async def changed(self, most: int = AT_MOST) -> Heads:
        """The channels that changed within the last minute and the last number of each.

        Those of whole events come first, then the newest: in a rush there are more bookings than are told.
        """
        ...

    async def forget_old(self) -> None:
        """A feed is about the last ten minutes."""
        ...


class PostgresKept:
    def __init__(self, pool: Any) -> None:
        self.pool = pool

    async def changed(self, most: int = AT_MOST) -> Heads:
        return [(row["channel"], row["n"]) for row in await self.pool.fetch(CHANGED, NEWS, WHOLE, most)]

    async def forget_old(self) -> None:
        await self.pool.execute(DELETE, OLD)


class MemoryKept:
    def __init__(self, books: Books) -> None:
        self.books = books

    async def changed(self, most: int = AT_MOST) -> Heads:
        found: dict[str, list[Feed]] = defaultdict(list)
        for feed in self._feeds():
            if feed.at > self.books.now() - NEWS:
                found[name(feed)].append(feed)
        first = sorted(found, key=lambda channel: by_weight(channel, found[channel]))
        return [(channel, max(feed.n for feed in found[channel])) for channel in first[:most]]

    async def forget_old(self) -> None:
        before = self.books.now() - OLD
        for key in [feed.key for feed in self._feeds() if feed.at < before]:
            del self.books.rows[Feed][key]

    def _feeds(self) -> list[Feed]:
        return [row for row in self.books.rows.get(Feed, {}).values() if isinstance(row, Feed)]


def by_weight(channel: str, feeds: list[Feed]) -> tuple[bool, float, str]:
    return feeds[0].channel not in WHOLE, -max(feed.at for feed in feeds).timestamp(), channel


def name(feed: Feed) -> str:
    """The channel as sockets know it."""
    if feed.channel in WHOLE:
        return f"{feed.channel}:{feed.event_id}"
    return f"place:{feed.channel}" if is_place_id(feed.channel) else f"booking:{feed.channel}"


def kept(place: Any) -> Kept:
    """In the service's books, or by its database pool."""
    return MemoryKept(place) if isinstance(place, Books) else PostgresKept(place)
