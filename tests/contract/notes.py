"""A hearer that keeps its own books, as a lane does, and notes what it is told."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from choreography.changes import Said
from choreography.envelope import Envelope
from choreography.ports import Consumer, Place, Record

Books = dict[Place, int]
"""By place, the offset that is heard next."""


class Notes:
    """`books` may be shared by all members of a group; what does not stand next in them is not `heard`."""

    behind = 0.0

    def __init__(self, *topics: str, group: str, books: Books | None = None) -> None:
        self.topics, self.group, self.full = topics, group, False
        self.books: Books = {} if books is None else books
        self.owned: set[int] = set()
        self.delivered: list[Record] = []
        self.heard: list[Record] = []
        self.batches = 0
        self.hand = asyncio.Lock()
        """Held while a batch is in hand."""

    def connect(self, consumer: Consumer) -> None:
        self.consumer = consumer

    async def assign(self, partitions: set[int]) -> None:
        async with self.hand:
            self.owned |= partitions
            for place in [(topic, number) for topic in self.topics for number in partitions]:
                self.consumer.seek(place, self.books.get(place, 0))

    async def revoke(self, partitions: set[int]) -> None:
        async with self.hand:
            self.owned -= partitions

    def hears(self, record: Record) -> bool:
        return True

    async def process(self, records: Sequence[Record]) -> None:
        async with self.hand:
            self.batches += 1
            self.delivered += records
            for record in records:
                place = record.topic, record.partition
                if record.offset == self.books.get(place, 0):
                    self.heard.append(record)
                    self.books[place] = record.offset + 1

    @property
    def next(self) -> dict[int, dict[str, int]]:
        found: dict[int, dict[str, int]] = {}
        for (topic, number), offset in self.books.items():
            found.setdefault(number, {})[topic] = offset
        return found

    def values(self) -> list[bytes | None]:
        return [record.value for record in self.heard]


def said(topic: str, key: str, body: str) -> Said:
    """An outbox row."""
    envelope = Envelope(
        id=f"{key}/{body}",
        type="SeatsHeld",
        source="tests",
        time=datetime(2026, 1, 1, tzinfo=UTC),
        topic=topic,
        key=key,
        subject=key,
        correlation="c",
    )
    return Said(envelope, body.encode(), partition=0)
