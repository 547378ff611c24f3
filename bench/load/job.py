"""What the load process is told, and what it tells, as JSON."""

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple


@dataclass(frozen=True)
class Want:
    """One booking to be made: a body for POST /bookings, and who makes it (an index of `Job.buyers`)."""

    body: dict[str, Any]
    buyer: int = 0


class Booked(NamedTuple):
    """`answered` is when (perf_counter) the HTTP answer was there, `sold` whether the tickets were seen."""

    sold: bool
    status: int
    answered: float


@dataclass(frozen=True)
class Job:
    """`in_flight` bookings at a time, or all at once if it is 0. `buyers` are access tokens; a peer knows none."""

    kind: Literal["mesh", "peer"]
    ports: list[int]
    wants: list[Want]
    in_flight: int
    live_port: int = 0
    buyers: list[str] = field(default_factory=list)
    stripe: str = ""
    """Where a priced booking is paid; empty if tickets are free."""
    host: str = "127.0.0.1"
    begins: float = 240.0
    """Seconds in which bookings are begun: whoever is slow does fewer of them. A burst begins at once."""
    pause: float = 0.0
    """Seconds between the end of a booking and the beginning of the next."""
    deadline: float = 280.0
    """Seconds until the load is given up."""


@dataclass
class Outcome:
    """Times are in seconds."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    """Of each booking, how long its HTTP answer took."""
    statuses: dict[str, int] = field(default_factory=dict)
    """Of the HTTP answers. After a 202 the clock ran on until the tickets were seen, as after a 201."""
    begun: int = 0
    sold: int = 0
    refused: int = 0
    errors: dict[str, int] = field(default_factory=dict)
    """Anything else, by what it was: an error is never counted as a booking."""
    cpu: float = 0.0
    """Of the load process itself, while it measured."""
