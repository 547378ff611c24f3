"""For tests of steps: given what was, when a message comes, then what is said. No event loop, no server, no clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from choreography.changes import DUE, Changes, EffectRow, Said, Waiting
from choreography.envelope import Envelope, derived
from choreography.fold import Folded, fold
from choreography.intake import Item, from_waiting, wanted
from choreography.memory.store import MemoryStore
from choreography.row import Row
from choreography.service import Service
from choreography.vocabulary import Own
from contracts.base import MESSAGES, Message

START = datetime(2026, 6, 1, 12, tzinfo=UTC)
R = TypeVar("R", bound=Row)


class Bench:
    """One service under test, on the memory store, at partition 0.

    `given` puts rows there, or lets the service handle messages whose outcome is not the test's matter; `when` hands
    it one message; the `then` methods look at what that one brought about.
    """

    def __init__(self, service: Service) -> None:
        self.service, self.now = service, START
        self.store = MemoryStore(lambda: self.now)
        self.books = self.store.books
        self.books.take_now(0)
        self.last = Folded(Changes())
        self._count = 0

    # given
    def given(self, *past: Row | Message) -> None:
        for one in past:
            if isinstance(one, Row):
                self.books.rows.setdefault(type(one), {})[one.key] = replace(one, version=one.version or 1)
            else:
                self.when(one)

    def passes(self, time: timedelta) -> None:
        """Time goes on, and what becomes due on the way is handled, in order."""
        until = self.now + time
        while self.goes_on(until):
            pass
        self.now = until

    def goes_on(self, until: datetime | None = None) -> bool:
        """The first that is due is handled, and no other; False if nothing is."""
        due = self._next_waiting()
        if due is None or due.due > (until or self.now):
            return False
        self.now = max(self.now, due.due)
        self._handle(from_waiting(self.service, due))
        return True

    def _next_waiting(self) -> Waiting | None:
        waiting = [one for one in self.waits() if one.reason in DUE]
        return min(waiting, key=lambda one: (one.due, one.seq), default=None)

    # when
    def when(
        self, message: Message, *, id: str = "", actor: str = "", at: datetime | None = None, version: int = 0
    ) -> Folded:
        """`id` repeats a message (a second copy), `at` is when it was said, `version` that of the row it is about."""
        self._count += 1
        envelope = replace(self._envelope(message, id or derived("test", self._count), actor, at), version=version)
        body = message.model_dump_json().encode()
        if isinstance(message, Own):
            waiting = Waiting(envelope, body, 0, "self", self.now, self.now)
            self.books.wait(waiting)
            return self._handle(from_waiting(self.service, waiting))
        return self._handle(Item(envelope, body, 0, message))

    def _envelope(self, message: Message, id_: str, actor: str, at: datetime | None) -> Envelope:
        return Envelope(
            id=id_,
            type=type(message).__name__,
            source=message.SERVICE if not isinstance(message, Own) else self.service.name,
            time=at or self.now,
            topic=message.TOPIC if not isinstance(message, Own) else self.service.itself,
            key=message.key,
            subject=message.subject,
            correlation=id_,
            actor=actor,
        )

    def _handle(self, item: Item) -> Folded:
        loaded = self.store.load_now(wanted(self.service, [item], [0]))
        self.last = fold(self.service, [item], loaded)
        self.store.save_now(self.last.changes)
        return self.last

    # then
    @property
    def outcome(self) -> str:
        """Of the last message; empty if it was a second copy, or was parked."""
        return self.last.outcomes[-1][2] if self.last.outcomes else ""

    @property
    def error(self) -> str:
        return self.last.outcomes[-1][3] if self.last.outcomes else ""

    def said(self) -> list[Message]:
        return [_message(self.service, said) for said in self.last.changes.said]

    def then(self, *messages: Message) -> None:
        """Exactly these facts were said, in this order."""
        assert self.said() == list(messages), f"said {self.said()}; {self.outcome} {self.error}"

    def then_nothing(self) -> None:
        """Nothing was said, written, or left to be done."""
        changes = self.last.changes
        left = (changes.said, changes.rows, changes.gone, changes.effects, changes.waits)
        assert not any(left), f"{left}; {self.outcome} {self.error}"

    def then_rows(self, *rows: Row) -> None:
        """These rows stand in the store; their versions do not matter."""
        for row in rows:
            there = self.row(type(row), *row.key)
            assert there is not None and replace(there, version=row.version) == row, f"{there} stands, not {row}"

    def then_effects(self, *effects: Message) -> None:
        assert [_message(self.service, row) for row in self.last.changes.effects] == list(effects)

    def then_early(self) -> None:
        assert self.outcome == "early", f"{self.outcome} {self.error}"

    def then_dead(self, word: str = "") -> None:
        """The message is dead, and its error contains `word`."""
        assert self.outcome == "dead" and word in self.error, f"{self.outcome} {self.error}"

    def then_refused(self, reason: str) -> None:
        (refused,) = self.said()
        assert getattr(refused, "reason", "") == reason and self.outcome == "refused", f"{refused} {self.outcome}"

    def row(self, kind: type[R], *key: Any) -> R | None:
        found = self.books.rows.get(kind, {}).get(tuple(key))
        return found if isinstance(found, kind) else None

    def waits(self) -> list[Waiting]:
        """All that waits: timers, early, parked and dead messages, by arrival."""
        return list(self.books.waiting.values())


def _message(service: Service, row: Said | EffectRow) -> Message:
    kind = service.own.get(row.envelope.type) or MESSAGES[row.envelope.type]
    return kind.model_validate_json(row.body)
