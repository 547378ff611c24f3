"""Memory stores that fail as the odds say, and tell the diary what was committed."""

import asyncio

from choreography.changes import Changes
from choreography.memory.books import Books
from choreography.memory.store import MemoryStore
from choreography.ports import Unknown, Unreachable
from ops.simulate.diary import Diary


class WatchedStore(MemoryStore):
    """One process's way to a service's books."""

    def __init__(self, service: str, books: Books, diary: Diary) -> None:
        super().__init__(books.now, self._fails, books)
        self.service, self.diary = service, diary

    def save_now(self, changes: Changes) -> None:
        super().save_now(changes)
        self.diary.committed(self.service, changes)

    async def _fails(self, name: str) -> None:
        await asyncio.sleep(0)
        odds, chance = self.diary.odds, self.diary.chance
        if name == "save after" and chance(odds.lost_commit):
            raise Unknown("the reply was lost")
        if name.endswith("before") and chance(odds.store_away):
            raise Unreachable("the store is away")
