"""The edge's reading of the feeds, from books in memory."""

import json

from choreography.memory.books import Books
from edge import ids
from edge.reading.feeds import Rows
from handlers.realtime.rows import CANCELLATION, EVENT, QUEUE, CallingOff, Channel, Feed
from handlers.views.rows import EventView
from ops.memory.rows import all_of, one_of


class MemoryFeeds:
    """The books of realtime and of the views; `most` is how many rows one reading may have, and one more."""

    def __init__(self, realtime: Books, views: Books, most: int) -> None:
        self.realtime, self.views, self.most = realtime, views, most

    async def after(self, channel: str, n: int) -> Rows | None:
        kind, _, name = channel.partition(":")
        if kind in (EVENT, QUEUE, CANCELLATION):
            return self._after(name, kind, n)
        if kind in ("booking", "place"):
            return self._after(ids.event_of(name), name, n)
        return []

    async def newest(self, event_id: str, channel: str) -> list[bytes]:
        told = [one for one in all_of(self.realtime, Feed) if (one.event_id, one.channel) == (event_id, channel)]
        last = {json.loads(one.body).get("type"): one for one in sorted(told, key=lambda one: one.place)}
        return [one.body.encode() for one in last.values()]

    def _after(self, event: str, channel: str, n: int) -> Rows | None:
        fed = [one for one in all_of(self.realtime, Feed) if (one.event_id, one.channel) == (event, channel)]
        found = sorted((one for one in fed if one.n > n), key=lambda one: one.place)
        if not found:
            return [] if self._head(event, channel) == n or any(one.n == n for one in fed) else None
        whole = found[0].n == n + 1
        return [(one.n, one.n, one.body.encode()) for one in found[: self.most + 1]] if whole else None

    def _head(self, event: str, channel: str) -> int:
        if channel == EVENT:
            shown = one_of(self.views, EventView, event)
            return shown.stock_seq if shown else 0
        if channel == CANCELLATION:
            calling = one_of(self.realtime, CallingOff, event)
            return calling.n if calling else 0
        told = one_of(self.realtime, Channel, event, channel)
        return told.n if told else 0
