"""Queues and places as the feeds of the last ten minutes have them, where those know more than the views."""

from typing import Any

import msgspec

from choreography.ports import Unreachable
from contracts.waiting_room import place_id
from edge.queueing.told import told_of_place, told_of_queue
from edge.reading.feeds import Feeds
from edge.reading.queues import Logged, Mine, Queues, SeenQueue

_decode = msgspec.json.Decoder(dict[str, Any]).decode


class Newest:
    """Reads as the views alone do, and so it goes on where the feeds cannot be read."""

    def __init__(self, queues: Queues, feeds: Feeds) -> None:
        self.queues, self.feeds = queues, feeds

    async def one(self, event_id: str) -> SeenQueue | None:
        return told_of_queue(event_id, await self.queues.one(event_id), await self._told(event_id, "queue"))

    async def mine(self, event_id: str, buyer: str) -> Mine | None:
        shown = await self.queues.mine(event_id, buyer)
        return told_of_place(shown, await self._told(event_id, place_id(event_id, buyer)))

    async def receipts(self, event_id: str, after: int, size: int) -> list[Logged]:
        return await self.queues.receipts(event_id, after, size)

    async def _told(self, event_id: str, channel: str) -> list[dict[str, Any]]:
        try:
            return [_decode(body) for body in await self.feeds.newest(event_id, channel)]
        except Unreachable:
            return []
