"""What was heard and changed nothing: its inbox rows, and how far was read, wait for a batch that must be saved."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from choreography.changes import Changes, Heard, Loaded
from choreography.fold import Folded

AT_MOST = 2_000
"""Inbox rows held back at which they are saved by themselves."""


class Held:
    """By partition. What is lost of it is read again, and changes nothing again: nothing was saved in between."""

    def __init__(self) -> None:
        self._next: dict[int, dict[str, int]] = {}
        self._heard: dict[str, tuple[int, Heard]] = {}

    @property
    def partitions(self) -> Collection[int]:
        return self._next.keys()

    @property
    def full(self) -> bool:
        return len(self._heard) >= AT_MOST

    def over(self, loaded: Loaded, ids: Iterable[str]) -> None:
        """The batch with these ids is folded as if what is held were in the books."""
        for partition, lane in loaded.lanes.items():
            if ahead := self._next.get(partition):
                loaded.lanes[partition] = replace(lane, next=lane.next | ahead)
        loaded.known |= {id_: self._heard[id_][1] for id_ in ids if id_ in self._heard}

    def take(self, folded: Folded) -> None:
        """Keep what this batch, which changed nothing, would have saved."""
        self._next |= {partition: lane.next for partition, lane in folded.changes.lanes.items()}
        partitions = {item.envelope.id: item.partition for item in folded.handled if item.envelope}
        self._heard |= {heard.id: (partitions[heard.id], heard) for heard in folded.changes.heard}

    def into(self, changes: Changes) -> None:
        """Have the inbox rows of the batch's partitions saved with it; how far was read it has from `over`."""
        changes.heard[:0] = [heard for partition, heard in self._heard.values() if partition in changes.lanes]

    def drop(self, partitions: Collection[int]) -> None:
        """They were saved, or are read anew, or were left."""
        for partition in partitions:
            self._next.pop(partition, None)
        self._heard = {id_: held for id_, held in self._heard.items() if held[0] not in partitions}
