"""One message meets its step: the rows it reads, and what becomes of what the step says."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from choreography.changed_fields import changed_fields
from choreography.changes import Answer, EffectRow, Heard, PageAsk, Said, Waiting, lack
from choreography.envelope import Envelope, derived
from choreography.intake import Item
from choreography.overlay import Overlay
from choreography.row import Key, Row
from choreography.service import Service
from choreography.sight.traceparent import said_by
from choreography.step import Need, Step
from choreography.vocabulary import Effect, Gone, Own, Tell, Timer, Withdraw
from contracts.base import Event, Message, Refused

BODY_AT_MOST = 256 * 1024
"""Bytes of one message's body."""
REFUSED_FROM = 400
"""The HTTP statuses of refusals. What a command is refused with is for this one alone; others of its subject go on."""


@dataclass(slots=True)
class Saying:
    """Reads through the overlay, checks the whole output first, then writes all of it into the overlay."""

    service: Service
    overlay: Overlay
    item: Item
    versions: dict[str, int] | None = None
    within: float = 0
    """Seconds for which a command may wait for all the rows that are missing."""

    @property
    def envelope(self) -> Envelope:
        assert self.item.envelope is not None
        return self.item.envelope

    # what the step reads
    def arguments(self, step: Step) -> tuple[list[object], tuple[str, ...]]:
        """The step's further arguments, and the rows that must be there and are not."""
        values, missing, waits = [], [], []
        self.versions = {}
        for need in step.needs:
            value = self._value(need)
            if need.kind == "one" and value is None:
                assert need.row
                missing.append(lack(need.row, self._key(need)))
                waits.append(need.within)
            if isinstance(value, Row):
                self.versions[value.key[-1]] = value.version
            values.append(value)
        self.within = min(waits, default=0)
        return values, tuple(missing)

    def read(self, step: Step) -> tuple[str, ...]:
        """The rows for whose change an early message waits, as in `Waiting.lacks`."""
        ones = (lack(need.row, self._key(need)) for need in step.needs if need.row and need.kind == "one")
        lists = ((need.row, key) for need in step.needs if need.row and need.kind == "list" for key in self._keys(need))
        return (*ones, *(lack(row, key) for row, key in lists))

    def _value(self, need: Need) -> object:
        if need.row is None:
            return self._given(need.kind)
        if need.kind == "page":
            return self.overlay.page(PageAsk(need.row, self._key(need), getattr(self.item.message, need.after)))
        if need.kind == "list":
            return [self.overlay.row(need.row, key) or _blank(need.row, key) for key in self._keys(need)]
        if need.unique:
            return self.overlay.by_unique(need.row, need.unique, self._key(need)[0])
        return self.overlay.row(need.row, self._key(need))

    def _given(self, kind: str) -> object:
        match kind:
            case "now":
                return self.overlay.now
            case "asked_at":
                return self.envelope.time
            case "body":
                return self.item.body
        return self.envelope

    def _key(self, need: Need) -> Key:
        return tuple(getattr(self.item.message, name) for name in need.names)

    def _keys(self, need: Need) -> list[Key]:
        *head, many = self._key(need)
        return [(*head, one) for one in many]

    # what the step says
    def say(self, step: Step, said: list[object], command: Heard | None) -> None:
        """Raises AssertionError, before anything is written, if the output is not what the step may say."""
        rows = self._checked(step, said)
        bodies = [_body(word) if isinstance(word, Message) else b"" for word in said]
        teller = _teller(said, asked=command is not None)
        changed = self._changed(rows) if teller is not None else ""
        if command is not None:
            self.overlay.hear(command)
        for kind, key, row in rows:
            self.overlay.write(kind, key, row)
        counts: dict[str, int] = {}
        for word, body in zip(said, bodies, strict=True):
            if isinstance(word, Message):
                name = type(word).__name__
                counts[name] = counts.get(name, -1) + 1
                id_ = derived(self.envelope.id, f"{self.service.name}/{step.name}/{name}/{counts[name]}")
                self._message(word, id_, body, changed if word is teller else "")
            elif isinstance(word, Timer):
                self._timer(word)
            elif isinstance(word, Withdraw):
                self.overlay.withdraw(word.name, word.subject)

    def _checked(self, step: Step, said: list[object]) -> list[tuple[type[Row], Key, Row | None]]:
        rows: list[tuple[type[Row], Key, Row | None]] = []
        seen: set[tuple[type[Row], Key]] = set()
        for word in said:
            assert type(word) in step.says, f"says {type(word).__name__}, which its signature does not"
            row = word.row if isinstance(word, Gone) else word
            if isinstance(row, Row):
                assert (type(row), row.key) not in seen, f"{lack(type(row), row.key)} twice in one output"
                seen.add((type(row), row.key))
                rows.append((type(row), row.key, self._raised(row, gone=isinstance(word, Gone))))
        return rows

    def _raised(self, row: Row, gone: bool) -> Row | None:
        old = self.overlay.row(type(row), row.key)
        stands = old.version if old else 0
        assert row.version == stands, f"{lack(type(row), row.key)} built on version {row.version}, {stands} stands"
        if gone:
            return None
        assert row.legal(old), f"{lack(type(row), row.key)} is not legal: {row} after {old}"
        assert self.versions is not None
        self.versions[row.key[-1]] = stands + 1
        return row.raised()

    def _changed(self, rows: list[tuple[type[Row], Key, Row | None]]) -> str:
        return changed_fields((self.overlay.row(kind, key), row) for kind, key, row in rows)

    def _message(self, said: Message, id_: str, body: bytes, changed: str) -> None:
        if isinstance(said, Own):
            self._wait(self._envelope(said, id_), body, self.overlay.now)
        elif isinstance(said, Effect):
            self.overlay.out.effects.append(EffectRow(self._envelope(said, id_), body, self.item.partition))
        else:
            self._fact(said, id_, body, changed)

    def _fact(self, said: Message, id_: str, body: bytes, changed: str) -> None:
        answered: tuple[str, ...] = ()
        if isinstance(said, Event) and said.ANSWERS:
            names = tuple(command.__name__ for command in said.ANSWERS)
            only = self.envelope.id if said.STATUS >= REFUSED_FROM and self.envelope.type in names else ""
            answered = self.overlay.answer(said.subject, names, Answer(id_, type(said).__name__, body), only)
        envelope = self._envelope(said, id_, changed)
        self.overlay.out.said.append(Said(envelope, body, self.item.partition, answered))

    def _envelope(self, said: Message, id_: str, changed: str = "") -> Envelope:
        own = isinstance(said, Own | Effect)
        cause = self.envelope
        return Envelope(
            id=id_,
            type=type(said).__name__,
            source=self.service.name,
            time=self.overlay.now,
            topic=self.service.itself if own else said.TOPIC,
            key=said.key,
            subject=said.subject,
            correlation=cause.correlation or cause.id,
            causation=cause.id,
            actor=cause.actor,
            version=(self.versions or {}).get(said.subject, 0),
            traceparent=said_by(cause.traceparent, self.service.name, cause.id),
            changed=changed,
        )

    def told(self, word: Tell) -> Tell:
        """A word over NATS is traced as a message is."""
        if not self.envelope.traceparent:
            return word
        trace = said_by(self.envelope.traceparent, self.service.name, self.envelope.id)
        return replace(word, headers=(("traceparent", trace.encode()),))

    def _timer(self, timer: Timer) -> None:
        self.overlay.withdraw(timer.name, timer.said.subject)
        parts = (timer.said.subject, timer.name, timer.due.isoformat(), self.envelope.id)
        envelope = self._envelope(timer.said, derived(self.service.name, *parts))
        self._wait(envelope, timer.said.model_dump_json().encode(), timer.due, timer.name)

    def _wait(self, envelope: Envelope, body: bytes, due: datetime, name: str = "") -> None:
        self.overlay.wait(Waiting(envelope, body, self.item.partition, "self", due, self.overlay.now, name))

    def effect_again(self) -> None:
        """A dead effect is tried anew, under its old id and so under the provider's old key; it was called before."""
        self.overlay.out.effects.append(EffectRow(self.envelope, self.item.body, self.item.partition, tries=1))

    def refuse(self, command: Heard, reason: str, detail: str) -> None:
        """Answer a command that the service will not do, on the service's events topic."""
        answer = refusal(self.envelope, reason, detail)
        envelope = replace(
            self._envelope(Refused.model_validate_json(answer.body), answer.id),
            topic=f"{self.service.name}.events",
            key=self.envelope.key,
        )
        self.overlay.hear(replace(command, answer=answer))
        token = f"{command.id}.{command.hash}"
        self.overlay.out.said.append(Said(envelope, answer.body, self.item.partition, (token,)))


def refusal(command: Envelope, reason: str, detail: str = "") -> Answer:
    said = Refused(command=command.id, name=command.type, about=command.subject, reason=reason, detail=detail)
    return Answer(derived(command.id, "refused", reason), "Refused", said.model_dump_json().encode())


def _teller(said: list[object], asked: bool) -> Event | None:
    """The fact that tells what was changed: the first that answers a command, or what follows from one at once."""
    facts = [word for word in said if isinstance(word, Event) and word.STATUS < REFUSED_FROM]
    answer = next((fact for fact in facts if fact.ANSWERS), None)
    return answer or (facts[0] if asked and facts else None)


def _body(said: Message) -> bytes:
    body = said.model_dump_json().encode()
    assert len(body) <= BODY_AT_MOST, f"{type(said).__name__} of {len(body)} bytes"
    return body


def _blank(kind: type[Row], key: Key) -> Row:
    fields: dict[str, Any] = dict(zip(kind.KEY, key, strict=True))
    return kind(**fields)
