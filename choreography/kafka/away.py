"""A broker that is gone is told of in a few lines: that it is, now and then that it still is, and that it is back.

aiokafka itself writes hundreds of lines a second meanwhile, for each of the clients that a process has.
"""

import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from aiokafka.conn import AIOKafkaConnection
from aiokafka.errors import KafkaConnectionError, KafkaError, NodeNotReadyError

log = logging.getLogger(__name__)
CLIENTS = ("aiokafka", "aiokafka.consumer.fetcher", "aiokafka.consumer.group_coordinator", "aiokafka.producer.sender")
"""Loggers that tell of what follows from an outage."""
FOLLOWS = ("Unable ", "Marking the coordinator dead", "Heartbeat failed for group %s: coordinator")
"""How lines begin that only say that nobody could be asked; as do those with such an error."""
STILL, SETTLED, LOADED = 5.0, 2.0, 10.0
"""Seconds between two words about one broker; and until aiokafka's lines are shown again, without another failure, and
once it is back: it speaks before it knows its groups.
"""
REMEMBERED = 60.0
"""Seconds since the last failure for which a broker counts as away: where packets are dropped, a try takes 40 s."""
WHY = (OSError, TimeoutError, KafkaError)


@dataclass
class Absence:
    since: float
    told: float
    failed: float


class Brokers(logging.Filter):
    """Of one process, by address; `clock` is in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock, self._left_out = clock, 0
        self._away: dict[str, Absence] = {}
        self._back = -LOADED

    def failed(self, at: str, error: BaseException) -> None:
        """A connection could not be made."""
        now = self._clock()
        if (absence := self._away.get(at)) is None:
            self._left_out = 0
            self._away[at] = Absence(now, now, now)
            log.error("Kafka at %s is away: %r", at, error)
            return
        absence.failed = now
        if now - absence.told >= STILL:
            absence.told = now
            log.error("Kafka at %s is away for %.0f s: %r%s", at, now - absence.since, error, self._unsaid())

    def reached(self, at: str) -> None:
        """A connection was made, and the broker spoke."""
        if absence := self._away.pop(at, None):
            self._back = self._clock()
            log.warning("Kafka at %s is there again after %.1f s%s", at, self._back - absence.since, self._unsaid())

    @property
    def away(self) -> list[str]:
        """Which of them, as tried within the last minute: one that left the cluster is asked for by nobody."""
        now = self._clock()
        return sorted(at for at, absence in self._away.items() if now - absence.failed < REMEMBERED)

    def filter(self, record: logging.LogRecord) -> bool:
        """Is this line of aiokafka's to be shown? While a broker is away those are not that say no more than that."""
        if not self._lasts() or not _follows(record):
            return True
        self._left_out += 1
        return False

    def _lasts(self) -> bool:
        now = self._clock()
        lately = any(now - absence.failed < SETTLED for absence in self._away.values())
        return lately or now - self._back < LOADED

    def _unsaid(self) -> str:
        count, self._left_out = self._left_out, 0
        return f"; {count} lines of its client say the same and are left out" if count else ""


def _follows(record: logging.LogRecord) -> bool:
    given = record.args if isinstance(record.args, tuple) else ()
    unreached = any(isinstance(each, NodeNotReadyError | KafkaConnectionError | OSError) for each in given)
    return unreached or str(record.msg).startswith(FOLLOWS)


def watched(connect: Callable[..., Awaitable[Any]], brokers: Brokers) -> Callable[..., Awaitable[Any]]:
    """As `connect`; the brokers hear how it ended."""

    @wraps(connect)
    async def connected(self: AIOKafkaConnection) -> Any:
        at = f"{self.host}:{self.port}"
        try:
            made = await connect(self)
        except WHY as error:
            brokers.failed(at, error)
            raise
        brokers.reached(at)
        return made

    return connected


brokers = Brokers()
"""Those that this process speaks with."""


def heed_outages() -> None:
    """By all clients of this process."""
    if hasattr(AIOKafkaConnection.connect, "__wrapped__"):
        return
    AIOKafkaConnection.connect = watched(AIOKafkaConnection.connect, brokers)
    for name in CLIENTS:
        logging.getLogger(name).addFilter(brokers)
