"""What should have come of a message and did not, who should have said it, and what is known of why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from choreography.changes import EffectRow, Said, Waiting
from choreography.service import Service
from contracts.base import MESSAGES, Message
from handlers.audit.rows import Entry
from ops.saga.facts import may_say
from ops.saga.kinship import Inner, causes

REMEMBERED = timedelta(days=7)
"""An inbox knows no older message."""
UNDER_WAY = ("unheard", "silent", "effect", "unpublished")
"""What patience is had with. What waits for something else, or is dead, is told at once."""
CLOSED = ("BookingRejected", "BookingExpired", "BookingCancelled")
"""After one of these bookings expects nothing more, unless it speaks again."""


@dataclass
class State:
    """What one service remembers of the saga."""

    handled: set[str] = field(default_factory=set)
    waiting: list[Waiting] = field(default_factory=list)
    effects: list[EffectRow] = field(default_factory=list)
    unpublished: list[Said] = field(default_factory=list)


@dataclass(frozen=True)
class Missing:
    """`state` is unheard, early, parked, dead, next, effect (not done yet), unpublished, or silent: heard, no more."""

    id: str
    type: str
    """Of the message that nothing came of."""
    by: str
    topic: str
    since: datetime
    expected: tuple[str, ...]
    state: str
    why: str = ""


def missing(
    entries: Sequence[Entry],
    services: Iterable[Service],
    states: Mapping[str, State],
    words: Mapping[str, Inner],
    now: datetime,
    patience: timedelta,
) -> Iterator[Missing]:
    """By time of the message that nothing came of; `patience` is how long a service may take until its answer is
    recorded: to hear, to do what the answer takes, and to have it in the log.
    """
    services, over = tuple(services), is_over(entries)
    followed = {(id_, entry.source) for entry in entries for id_ in causes(entry.causation, words)}
    for entry in entries:
        for service in services:
            expected = may_say(service, MESSAGES.get(entry.type, Message))
            if not expected or (entry.id, service.name) in followed:
                continue
            state, why = _state(entry, states[service.name], words)
            if state == "silent" and (over or _spoke_since(entry, service, entries)):
                continue
            if state in UNDER_WAY and now - entry.at <= patience:
                continue
            if state in ("silent", "unheard") and now - entry.at >= REMEMBERED:
                continue
            yield Missing(entry.id, entry.type, service.name, entry.topic, entry.at, expected, state, why)


def _spoke_since(entry: Entry, service: Service, entries: Iterable[Entry]) -> bool:
    return any(one.source == service.name and one.at > entry.at for one in entries)


def _state(entry: Entry, state: State, words: Mapping[str, Inner]) -> tuple[str, str]:
    for waiting in state.waiting:
        if waiting.id == entry.id:
            return waiting.reason, waiting.error or " ".join(waiting.lacks)
        if waiting.reason == "dead" and entry.id in causes(waiting.id, words):
            return "dead", f"{waiting.envelope.type}: {waiting.error}"
    for effect in state.effects:
        if entry.id in causes(effect.id, words):
            return "effect", f"{effect.envelope.type}, tried {effect.tries} times"
    if any(entry.id in causes(said.envelope.causation, words) for said in state.unpublished):
        return "unpublished", "it is said, and not in the log yet"
    return ("silent", "") if entry.id in state.handled else ("unheard", "")


def is_over(entries: Sequence[Entry]) -> bool:
    """Nothing more need happen: the last word of bookings closed it, or what it confirmed was issued."""
    words = [entry.type for entry in entries if entry.source in ("bookings", "inventory")]
    last = next((word for word in reversed(words) if word.startswith("Booking")), "")
    return last in CLOSED or (last == "BookingConfirmed" and "TicketsIssued" in words)
