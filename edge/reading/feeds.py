"""The feeds, for sockets that resume, and for what the views do not know yet."""

from typing import Any, Protocol

from edge import ids
from edge.reading.pool import Reads

AFTER = "select n, body from realtime.feed_after($1, $2, $3, $4)"
EVENT_HEAD = "select stock_seq from event_view where event_id = $1"
NEWEST = "select body from realtime.feed_newest($1, $2)"
HEAD = "select realtime.channel_head($1, $2)"
Rows = list[tuple[int, int, bytes]]


class Feeds(Protocol):
    async def after(self, channel: str, n: int) -> Rows | None:
        """What was said on a channel after `n`.

        None if the feed no longer reaches back so far, or if `n` was never said. May raise Unreachable.
        """
        ...

    async def newest(self, event_id: str, channel: str) -> list[bytes]:
        """Of each type the last that was said; `channel` is a place's id, or `queue`. May raise Unreachable."""
        ...


class PostgresFeeds:
    """`most` is how many rows one reading may have, and one more, by which it is known that there are more."""

    def __init__(self, reads: Reads, most: int) -> None:
        self.reads, self.most = reads, most

    async def after(self, channel: str, n: int) -> Rows | None:
        kind, _, name = channel.partition(":")
        if kind in ("event", "queue", "cancellation"):
            return await self._after(name, kind, n)
        if kind in ("booking", "place"):
            return await self._after(ids.event_of(name), name, n)
        return []

    async def newest(self, event_id: str, channel: str) -> list[bytes]:
        return [row["body"].encode() for row in await self.reads.rows(NEWEST, event_id, channel)]

    async def _after(self, event: str, channel: str, n: int) -> Rows | None:
        found = await self._from(event, channel, n)
        if not found:
            head = await self._head(event, channel)
            found = await self._from(event, channel, n) if head > n else []  # said between the two readings
            if not found:
                return [] if head == n else None
        later = [(row["n"], row["n"], row["body"].encode()) for row in found if row["n"] > n]
        return None if later and later[0][0] > n + 1 else later[: self.most + 1]

    async def _from(self, event: str, channel: str, n: int) -> list[Any]:
        """With `n` itself, by which it is known that it was said, and that nothing is missing behind it."""
        return await self.reads.rows(AFTER, event, channel, max(n - 1, 0), self.most + 2)

    async def _head(self, event: str, channel: str) -> int:
        query, args = (EVENT_HEAD, [event]) if channel == "event" else (HEAD, [event, channel])
        found = await self.reads.text(query, *args)
        return int(found) if found else 0
