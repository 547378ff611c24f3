"""The feeds, for sockets that resume."""

from typing import Protocol

from edge import ids
from edge.reading.pool import Reads

AFTER = "select n, body from realtime.feed_after($1, $2, $3, $4)"
EVENT_HEAD = "select stock_seq from event_view where event_id = $1"
BOOKING_HEAD = "select realtime.channel_head($1, $2)"
Rows = list[tuple[int, int, bytes]]


class Feeds(Protocol):
    async def after(self, channel: str, n: int) -> Rows | None:
        """What was said on `event:ID` or `booking:ID` after `n`; None if the feed no longer reaches back so far.

        May raise Unreachable.
        """
        ...


class PostgresFeeds:
    """`most` is how many rows one reading may have, and one more, by which it is known that there are more."""

    def __init__(self, reads: Reads, most: int) -> None:
        self.reads, self.most = reads, most

    async def after(self, channel: str, n: int) -> Rows | None:
        kind, _, name = channel.partition(":")
        if kind == "event":
            return await self._after(name, "event", n)
        if kind == "booking":
            return await self._after(ids.event_of(name), name, n)
        return []

    async def _after(self, event: str, channel: str, n: int) -> Rows | None:
        found = await self.reads.rows(AFTER, event, channel, n, self.most + 1)
        if not found:
            return [] if await self._head(event, channel) <= n else None
        if found[0]["n"] != n + 1:
            return None
        return [(row["n"], row["n"], row["body"].encode()) for row in found]

    async def _head(self, event: str, channel: str) -> int:
        query, args = (EVENT_HEAD, [event]) if channel == "event" else (BOOKING_HEAD, [event, channel])
        found = await self.reads.text(query, *args)
        return int(found) if found else 0
