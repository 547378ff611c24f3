"""What a service has measured of its own matters, beside what every lane counts."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from choreography.row import Row


@dataclass(frozen=True)
class Gauge:
    """`read` is asked at each look and handed what a job is; it has `GAUGE_WITHIN` seconds."""

    name: str
    text: str
    read: Callable[[Any], Awaitable[float]]


@dataclass(frozen=True)
class Duration:
    """`ended` is handed a row as it stood before a batch (None: it did not) and as the batch left it.

    It gives the outcome and the seconds of what ended in between, None if nothing did.
    """

    name: str
    text: str
    row: type[Row]
    ended: Callable[[Any, Any], tuple[str, float] | None]


GAUGE_WITHIN = 2.0
