"""Dead letters, and what else waits: found in all services, looked at, tried again, discarded."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from choreography.changes import Reason, Waiting
from contracts.base import Event
from contracts.operators import LETTERS_AT_MOST, LettersDiscarded, LettersReplayed
from ops.inspector import Inspector
from ops.masking import shown

STUCK: tuple[Reason, ...] = ("dead", "parked", "early")
CAUSE_AT_MOST = 120
Tell = Callable[[Iterable[Event]], Awaitable[None]]


@dataclass(frozen=True)
class Filter:
    """Empty: all."""

    service: str = ""
    type: str = ""
    id: str = ""

    def fits(self, service: str, waiting: Waiting) -> bool:
        wanted = ((self.service, service), (self.type, waiting.envelope.type), (self.id, waiting.id))
        return all(value in ("", there) for value, there in wanted)


@dataclass(frozen=True)
class Letter:
    service: str
    waiting: Waiting

    @property
    def cause(self) -> str:
        """What those that belong together have in common."""
        why = self.waiting.error or ", ".join(lack.split("/")[0] for lack in self.waiting.lacks)
        return why[:CAUSE_AT_MOST]


async def letters(
    inspector: Inspector, services: Iterable[str], only: Filter, reasons: Iterable[Reason] = STUCK
) -> list[Letter]:
    """In all services, by service and arrival."""
    wanted = [name for name in services if only.service in ("", name)]
    found = [Letter(name, waiting) for name in wanted for waiting in await inspector.waiting(name)]
    return [one for one in found if one.waiting.reason in reasons and only.fits(one.service, one.waiting)]


def grouped(found: Iterable[Letter]) -> list[dict[str, Any]]:
    """By what they have in common: how many, since when, and one of them to look at."""
    groups: dict[tuple[str, str, str, str], list[Letter]] = defaultdict(list)
    for one in found:
        groups[one.service, one.waiting.reason, one.waiting.envelope.type, one.cause].append(one)
    return [
        {"service": service, "reason": reason, "type": kind, "cause": cause, "count": len(group),
         "since": min(one.waiting.since for one in group), "example": group[0].waiting.id}
        for (service, reason, kind, cause), group in groups.items()
    ]  # fmt: skip


def described(letter: Letter) -> dict[str, Any]:
    """All of it, but what is personal or secret."""
    waiting = letter.waiting
    return {
        "service": letter.service, "reason": waiting.reason, "error": waiting.error, "lacks": list(waiting.lacks),
        "tries": waiting.tries, "since": waiting.since, "due": waiting.due, "partition": waiting.partition,
        "age_seconds": round((datetime.now(UTC) - waiting.since).total_seconds(), 1),
        "envelope": asdict(waiting.envelope), "body": shown(waiting.body),
    }  # fmt: skip


async def untold(facts: Iterable[Event]) -> None:
    """To nobody."""


async def replay(
    inspector: Inspector, services: Iterable[str], only: Filter, dry_run: bool, tell: Tell = untold, because: str = ""
) -> list[dict[str, Any]]:
    """Each service's dead letters that fit are tried again, once, or discarded if it is said why; how many by service
    and type. A discard is told first: no second one finds the letter, and who and why would be lost.
    """
    counts = []
    for group in grouped(found := await letters(inspector, services, only, ("dead",))):
        counts.append({name: group[name] for name in ("service", "type", "cause", "count")})
    for service in {} if dry_run else {one.service for one in found}:
        ids = [one.waiting.id for one in found if one.service == service]
        facts = list(told(service, ids, because))
        await (tell if because else untold)(facts)
        await inspector.replay(service, ids, bool(because))
        await (untold if because else tell)(facts)
    return counts


def told(service: str, ids: list[str], because: str) -> Iterator[Event]:
    for n in range(0, len(ids), LETTERS_AT_MOST):
        letters = tuple(ids[n : n + LETTERS_AT_MOST])
        if because:
            yield LettersDiscarded(service=service, letters=letters, because=because)
        else:
            yield LettersReplayed(service=service, letters=letters)
