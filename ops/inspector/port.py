"""What operators' tools ask of a mesh. Each call may raise Unreachable."""

from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from typing import Protocol

from choreography.changes import EffectRow, Said, Waiting
from choreography.lag import Lag
from choreography.ports import Record
from choreography.service import Service
from handlers.audit.rows import Entry, Head
from handlers.payments.rows import Dispute, MoneyCase, Stray
from handlers.views.security import IncidentView
from ops.inspector.codes import Code
from ops.inspector.mails import FailedMail
from ops.inspector.owed import Owed
from ops.inspector.refunds import FailedRefund
from ops.inspector.search import Search


class Books(Protocol):
    """What the services remember."""

    async def about(self, subject: str) -> list[Entry]:
        """What audit recorded of a subject, by time."""
        ...

    async def named(self, ids: Iterable[str]) -> list[Entry]:
        """What audit recorded under these ids."""
        ...

    async def search(self, wish: Search) -> list[Entry]:
        """What audit recorded that fits, by time: the newest so many."""
        ...

    def links(self) -> AsyncIterator[tuple[Entry | None, Head | None]]:
        """Every entry with the end of its chain, chain by chain in order; an end without entries alone."""
        ...

    async def handled(self, service: str, ids: Iterable[str]) -> set[str]:
        """Which of these messages the service has done with, within its inbox's days."""
        ...

    async def waiting(self, service: str, subject: str = "") -> list[Waiting]:
        """All that waits, is dead or is parked, by arrival; timers too. With a subject, only what is about it."""
        ...

    async def effects(self, service: str, subject: str) -> list[EffectRow]:
        """Work not done yet, oldest first."""
        ...

    async def unpublished(self, service: str, subject: str) -> list[Said]: ...

    async def replay(self, service: str, ids: Iterable[str], discard: bool = False) -> int:
        """Let these dead letters be tried again, now, or be put away without; how many were dead."""
        ...

    async def strays(self) -> list[Stray]:
        """What the payment provider told of payments that are none of ours, by time."""
        ...

    async def failed_refunds(self) -> list[FailedRefund]:
        """Those too that are pending for long; by event and booking."""
        ...

    async def disputes(self) -> list[Dispute]:
        """All, those that wait for an answer first, by when it is due."""
        ...

    async def cases(self) -> list[MoneyCase]:
        """All differences between the payment provider and us, by time."""
        ...

    async def incidents(self) -> list[IncidentView]:
        """All security incidents, the newest first."""
        ...

    async def failed_mails(self) -> list[FailedMail]:
        """All that were given up, but those that their recipients do not want; by reason."""
        ...

    async def codes(self) -> list[Code]:
        """All discount codes, by organiser."""
        ...

    async def account(self, addresses: list[str]) -> str:
        """The one that is found by one of these blind indexes of a mail address now; empty if none is."""
        ...

    async def owed(self, of: str) -> list[Owed]:
        """By event: what this event brought, or all of this organiser's."""
        ...

    async def opened(self, sealed: str) -> str:
        """The text that this JSON has sealed; empty if the person was erased, or it is not for us to read."""
        ...


class Log(Protocol):
    """What lies in the topics. Nobody's offsets move."""

    async def topics(self) -> dict[str, int]:
        """The partitions of every topic that is there."""
        ...

    async def bounds(self, *topics: str) -> dict[str, dict[int, tuple[int, int]]]:
        """By topic and partition, the first offset still there and the one after the last."""
        ...

    async def since(self, topic: str, time: datetime) -> dict[int, int]:
        """By partition, the offset of the first record not older than this; the end if there is none."""
        ...

    async def records(self, topic: str, ranges: dict[int, tuple[int, int]]) -> list[Record]:
        """Of each partition those from the first offset to before the second, in order, as far as they came in time."""
        ...

    async def lags(self, service: Service) -> list[Lag]: ...


class Inspector(Books, Log, Protocol):
    """Both."""
