"""A batch's own view of the store: what was loaded, under what the batch has done since."""

from collections.abc import Iterator
from dataclasses import replace

from choreography.changes import Answer, Block, Changes, Heard, Loaded, PageAsk, Waiting, lack
from choreography.row import Key, Page, Row


class Overlay:
    """Reads see the batch's own writes; `changes()` is what is left to be saved."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded, self.now = loaded, loaded.now
        self.next = {p: dict(lane.next) for p, lane in loaded.lanes.items()}
        self.written: dict[type[Row], dict[Key, Row | None]] = {}
        self.heard: dict[str, Heard] = {}
        self.waits: dict[str, Waiting] = {}
        self.early: set[str] = set()
        """Of `waits`, the ids of those that were early when they were put there."""
        self.timers: dict[tuple[str, str], set[str]] = {}
        """Of `waits` likewise, the ids of those that have a name, by it and their subject."""
        self.open: dict[str, dict[str, Heard]] = {}
        """Commands that nobody answered yet, by subject and id."""
        for heard in loaded.open:
            self.open.setdefault(heard.subject, {})[heard.id] = heard
        self.blocks: dict[tuple[str, str], dict[str, Block]] = {}
        for block in sorted(loaded.blocks, key=lambda block: block.seq):
            self.block(block)
        self.out = Changes()

    # rows
    def row(self, kind: type[Row], key: Key) -> Row | None:
        written = self.written.get(kind)
        if written is not None and key in written:
            return written[key]
        loaded = self.loaded.rows.get(kind, {})
        return loaded[key] if key in loaded else self._paged(kind, key)

    def by_unique(self, kind: type[Row], column: str, value: object) -> Row | None:
        for row in self._all(kind):
            if getattr(row, column) == value:
                return row
        return None

    def page(self, ask: PageAsk) -> Page[Row]:
        """The page as the batch has changed it: a row added behind its end is left to the next page."""
        found = {row.key: row for row in self.loaded.pages[ask]}
        full, size = len(found) >= Page.SIZE, len(ask.prefix)
        last = max(found, default=None)
        for key, row in self.written.get(ask.row, {}).items():
            if row is None:
                found.pop(key, None)
            elif key[:size] == ask.prefix and key[size] > ask.after and not (full and last and key > last):
                found[key] = row
        return Page(found[key] for key in sorted(found))

    def write(self, kind: type[Row], key: Key, row: Row | None) -> None:
        self.written.setdefault(kind, {})[key] = row
        name = lack(kind, key)
        self.out.wrote.add(name)
        for id_ in self.early:
            if (waiting := self.waits.get(id_)) and waiting.reason == "early" and name in waiting.lacks:
                self.waits[id_] = replace(waiting, due=self.now)

    def _all(self, kind: type[Row]) -> Iterator[Row]:
        written = self.written.get(kind, {})
        yield from (row for row in written.values() if row is not None)
        yield from (row for key, row in self.loaded.rows.get(kind, {}).items() if key not in written)

    # messages that wait
    def block(self, block: Block) -> None:
        self.blocks.setdefault((block.subject, block.topic), {})[block.id] = block

    def blocked(self, subject: str, topic: str) -> bool:
        return bool(self.blocks.get((subject, topic)))

    def wait(self, waiting: Waiting) -> None:
        self.waits[waiting.id] = waiting
        if waiting.reason == "early":
            self.early.add(waiting.id)
        if waiting.name:
            self.timers.setdefault((waiting.name, waiting.envelope.subject), set()).add(waiting.id)
        if waiting.blocks:
            self.block(Block(waiting.id, waiting.envelope.subject, waiting.envelope.topic, waiting.reason, waiting.seq))

    def release_behind(self, waiting: Waiting) -> None:
        """The message is out of the way: the first of those parked behind it is next."""
        behind = self.blocks.get((waiting.envelope.subject, waiting.envelope.topic), {})
        behind.pop(waiting.id, None)
        for block in behind.values():
            if block.reason == "parked":
                behind[block.id] = replace(block, reason="next")
                self._release(block.id)
            return

    def _release(self, id_: str) -> None:
        if id_ in self.waits:
            self.waits[id_] = replace(self.waits[id_], reason="next", due=self.now)
        else:
            self.out.released.append(id_)

    def withdraw(self, name: str, subject: str) -> None:
        """Forget the timer, unless others wait behind it: a dead one, or a parked one, comes to its own end."""
        self.out.withdrawn.add((name, subject))
        for id_ in self.timers.get((name, subject), ()):
            if (waiting := self.waits.get(id_)) and waiting.name == name and not waiting.blocks:
                del self.waits[id_]

    def withdrawn(self, waiting: Waiting) -> bool:
        """Was this waiting row, loaded as an item of the batch, forgotten since?"""
        named = bool(waiting.name) and not waiting.blocks
        return named and (waiting.name, waiting.envelope.subject) in self.out.withdrawn

    # commands
    def hear(self, heard: Heard) -> None:
        self.heard[heard.id] = heard
        if heard.command and heard.answer is None:
            self.open.setdefault(heard.subject, {})[heard.id] = heard

    def answer(self, subject: str, names: tuple[str, ...], answer: Answer, only: str = "") -> tuple[str, ...]:
        """Answer the subject's open commands of these names, or the one of this id; gives NATS tokens `<id>.<hash>`."""
        opened = self.open.get(subject, {})
        asked = [heard for heard in opened.values() if heard.type in names]
        answered = [heard for heard in asked if only in ("", heard.id)]
        for heard in answered:
            del opened[heard.id]
            if heard.id in self.heard:
                self.heard[heard.id] = replace(heard, answer=answer)
            else:
                self.out.answered[heard.id] = answer
        return tuple(f"{heard.id}.{heard.hash}" for heard in answered)

    def changes(self) -> Changes:
        out = self.out
        out.lanes = {p: replace(lane, next=self.next[p]) for p, lane in self.loaded.lanes.items()}
        out.heard, out.waits = list(self.heard.values()), list(self.waits.values())
        for kind, rows in self.written.items():
            loaded = self.loaded.rows.get(kind, {})
            for key, row in rows.items():
                old = loaded.get(key) or self._paged(kind, key)
                if row is not None:
                    out.rows.setdefault(kind, {})[key] = row
                elif old:
                    out.gone.setdefault(kind, set()).add(key)
                if row is not None or old:
                    out.old.setdefault(kind, {})[key] = old.version if old else 0
        return out

    def _paged(self, kind: type[Row], key: Key) -> Row | None:
        if not self.loaded.pages:
            return None
        rows = (row for ask, page in self.loaded.pages.items() if ask.row is kind for row in page)
        return next((row for row in rows if row.key == key), None)
