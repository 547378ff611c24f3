"""Where spans go: nowhere, unless the settings name a collector."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, Protocol

from choreography.sight.settings import SightSettings

Kind = Literal["server", "producer", "consumer", "client"]


@dataclass(frozen=True, slots=True)
class Span:
    """Something that was done, once it is over. Times are in nanoseconds since 1970.

    `traceparent` names the span itself, `parent` and `links` those before it. `facts` hold ids and counts, never
    anything of a person.
    """

    service: str
    name: str
    kind: Kind
    traceparent: str
    began: int
    ended: int
    parent: str = ""
    links: tuple[str, ...] = ()
    facts: dict[str, str | int] = field(default_factory=dict)
    error: str = ""


class Tracer(Protocol):
    """`on` is asked before a span is made: while it is False nothing is made at all."""

    on: bool

    def record(self, spans: Iterable[Span]) -> None:
        """Returns at once and never fails: a span that cannot be kept is lost."""
        ...

    def close(self) -> None:
        """Send what is left; takes as long as the collector does, a few seconds at most."""
        ...


class Silent:
    on = False

    def record(self, spans: Iterable[Span]) -> None:
        """Nobody listens."""

    def close(self) -> None:
        """There is nothing to send."""


SILENT: Tracer = Silent()


def open_tracer(settings: SightSettings, worker: str = "") -> Tracer:
    """OpenTelemetry is imported only if it is wanted. `worker` names this process in its spans."""
    if not settings.otlp_endpoint:
        return SILENT
    from choreography.sight.otlp import Otlp  # noqa: PLC0415

    return Otlp(settings, worker)


def since(began: float) -> int:
    """When it was, in nanoseconds since 1970, that `time.perf_counter()` said this."""
    return time.time_ns() - int((time.perf_counter() - began) * 1e9)
