"""Where a member reads on, place by place."""

from collections.abc import Iterable
from random import Random

from choreography.memory.log import Log
from choreography.ports import Place, Record

AT_MOST = 500
"""Records of one batch."""


class Reader:
    """Gives nothing while it is `held`."""

    def __init__(self, log: Log, random: Random) -> None:
        self._log, self._random = log, random
        self._next: dict[Place, int] = {}
        self.held = False

    def forget(self) -> None:
        self._next = {}

    def seek(self, place: Place, offset: int) -> None:
        self._next[place] = offset

    def begin(self, places: Iterable[Place]) -> None:
        """Where nobody has sought, it reads from the first record that is there."""
        for place in sorted(places):
            self._next.setdefault(place, self._log.bounds(place)[0])

    def has_more(self) -> bool:
        return not self.held and any(self._log.read(place, offset, 1) for place, offset in self._next.items())

    def take(self) -> list[Record]:
        """A batch of a size that is drawn: some places in any order, of each some records in their order."""
        places = [] if self.held else sorted(self._next)
        self._random.shuffle(places)
        left, batch = self._random.randint(1, AT_MOST), list[Record]()
        for place in places:
            if got := self._log.read(place, self._next[place], left - len(batch)):
                self._next[place] = got[-1].offset + 1
                batch += got
        return batch
