"""Records that no step hears: they only move `next`, so they wait until a batch comes that must be saved anyway."""

from collections.abc import Iterable

from choreography.intake import Item

AT_MOST = 2_000
"""Held back items at which a batch is made of them alone."""


class Unheard:
    """What is lost of it is read again, and found unheard again."""

    def __init__(self) -> None:
        self._items: list[Item] = []

    def __len__(self) -> int:
        return len(self._items)

    def with_records(self, records: list[Item]) -> list[Item]:
        """Everything that must be handled now, in order: nothing, while the records add nothing to handle."""
        self._items += records
        heard = any(item.envelope is not None for item in records)
        return self.taken() if heard or len(self._items) >= AT_MOST else []

    def taken(self) -> list[Item]:
        items, self._items = self._items, []
        return items

    def drop(self, partition: int) -> None:
        """The lane reads this partition anew, or has left it."""
        self._items = [item for item in self._items if item.partition != partition]

    def ahead(self) -> Iterable[tuple[int, str, int]]:
        """Partition, topic and the offset after it, of each."""
        for item in self._items:
            if item.place:
                yield item.partition, item.place[0], item.place[1] + 1
