"""The chains are read again and again, a part at each look, so that a change is found though nobody asks."""

import asyncio
from dataclasses import dataclass, field, fields
from typing import Any

from handlers.audit.chain import Reader
from handlers.audit.rows import Entry, Head

Chain = tuple[str, str]
NONE: Chain = ("", "")
PAGE = """select e.*, h.n as end_n, h.hash as end_hash
from entry e left join head h on h.kind = e.kind and h.name = e.name
where (e.kind, e.name, e.place) > ($1, $2, $3) order by e.kind, e.name, e.place limit $4"""
END = "select n as end_n, hash as end_hash from head where kind = $1 and name = $2"
EMPTY = """select kind, name from head h where (kind, name) > ($1, $2) and ($5 or (kind, name) <= ($3, $4))
and not exists (select from entry e where e.kind = h.kind and e.name = h.name) limit 10"""
COLUMNS = tuple(one.name for one in fields(Entry))


@dataclass
class Rereading:
    """Where it has come to, and what is wrong in this round and in the one before: nothing is forgotten in between."""

    most: int
    chain: Chain = NONE
    place: str = ""
    reader: Reader = field(default_factory=Reader)
    wrong: set[str] = field(default_factory=set)
    before: set[str] = field(default_factory=set)
    busy: bool = False

    @property
    def found(self) -> set[str]:
        return self.wrong | self.before

    async def go_on(self, pool: Any) -> set[str]:
        """What is wrong, after the next part; whoever comes meanwhile is told what is known."""
        if not self.busy:
            self.busy = True
            try:
                await self._read(pool)
            finally:
                self.busy = False
        return self.found

    async def _read(self, pool: Any) -> None:
        """One moment of the tables: a chain grows while it is read."""
        async with pool.acquire() as one, one.transaction(isolation="repeatable_read", readonly=True):
            page = await one.fetch(PAGE, *self.chain, self.place, self.most)
            end = await one.fetchrow(END, *self.chain)
            last = len(page) < self.most
            upto = NONE if last else (page[-1]["kind"], page[-1]["name"])
            empty = await one.fetch(EMPTY, *self.chain, *upto, last)
        await asyncio.to_thread(self._judge, page, end, last)
        (self.before if last else self.wrong).update(f"{row['kind']}/{row['name']}: all of it is gone" for row in empty)

    def _judge(self, page: list[Any], end: Any, last: bool) -> None:
        for row in page:
            if (of := (row["kind"], row["name"])) != self.chain:
                self._ends(end)
                self.chain, self.reader = of, Reader()
            end, self.place = row, row["place"]
            self.wrong.update(self.reader.meets(Entry(**{name: row[name] for name in COLUMNS})))
        if last:
            self._ends(end)
            self.before, self.wrong = self.wrong, set()
            self.chain, self.place, self.reader = NONE, "", Reader()

    def _ends(self, end: Any) -> None:
        if self.chain != NONE:
            there = None if end is None or end["end_n"] is None else end
            head = Head(*self.chain, there["end_n"], there["end_hash"]) if there else None
            self.wrong.update(self.reader.ends("/".join(self.chain), head))
