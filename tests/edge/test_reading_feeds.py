import json
from typing import Any

from edge.reading.feeds import PostgresFeeds
from edge.reading.pool import Reads


class Growing(Reads):
    """A feed to which the first row comes when its head is asked for."""

    def __init__(self) -> None:
        super().__init__("", 0, 0)
        self.there: list[Any] = []

    async def rows(self, query: str, *args: object) -> list[Any]:
        return list(self.there)

    async def text(self, query: str, *args: object) -> bytes | None:
        self.there.append({"n": 1, "body": json.dumps({"type": "BookingRequested"})})
        return b"1"


async def test_what_is_said_while_the_feed_is_read_is_news_and_no_resync() -> None:
    feeds = PostgresFeeds(Growing(), 500)
    assert await feeds.after("booking:e-1", 0) == [(1, 1, b'{"type": "BookingRequested"}')]
