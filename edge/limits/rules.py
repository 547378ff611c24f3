"""Which route is bounded by what: each names its rule, or has that of its method."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from edge.redis_keys import LIMIT

if TYPE_CHECKING:
    from edge.settings import EdgeSettings

By = Literal["user", "address", "account"]
"""A route that takes no token has no user: there the address counts."""


@dataclass(frozen=True, slots=True)
class Limit:
    name: str
    burst: int
    rate: float
    """Per second, once the burst is spent."""
    by: By = "user"
    closed: bool = False
    """Where nobody can say how often somebody asked: they may not. Of all others, they may."""

    @property
    def key(self) -> str:
        """Where operators say another burst and rate."""
        return LIMIT + self.name


BOOKINGS: dict[str, Any] = {"limit": "bookings"}
CANCELLATIONS: dict[str, Any] = {"limit": "cancellations"}
ADMISSIONS: dict[str, Any] = {"limit": "admissions"}
SESSIONS: dict[str, Any] = {"limit": "sessions"}
REFRESHES: dict[str, Any] = {"limit": "refreshes"}
WEBHOOKS: dict[str, Any] = {"limit": "webhooks"}
READS: dict[str, Any] = {"limit": "reads"}
"""`opt` of a post that only shows something."""
UNLIMITED: dict[str, Any] = {"limit": None}
"""`opt` of a route that asks nobody else."""


def address(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    return connection.client.host if connection.client else ""


def rule_of(handler: BaseRouteHandler, method: str) -> str | None:
    by_method = "reads" if method in ("GET", "HEAD", "OPTIONS") else "changes"
    name: str | None = handler.opt.get("limit", by_method)
    return name


def limits(settings: "EdgeSettings") -> dict[str, Limit]:
    s = settings
    table = (
        Limit("bookings", s.booking_burst, s.booking_rate, "user", closed=True),
        Limit("cancellations", s.booking_burst, s.booking_rate, "user", closed=True),
        Limit("admissions", s.admission_burst, s.admission_rate, "user"),
        Limit("sessions", s.session_burst, s.session_rate, "address", closed=True),
        Limit("accounts", s.account_burst, s.account_rate, "account", closed=True),
        Limit("failures", s.failure_burst, s.failure_rate, "address", closed=True),
        Limit("codes", s.code_burst, s.code_rate, "account", closed=True),
        Limit("passwords", s.account_burst, s.account_rate, "account", closed=True),
        Limit("discounts", s.discount_burst, s.discount_rate, "user", closed=True),
        Limit("guesses", s.guess_burst, s.guess_rate, "address", closed=True),
        Limit("tokens", s.failure_burst, s.failure_rate, "address"),
        Limit("refreshes", s.refresh_burst, s.refresh_rate, "address"),
        Limit("changes", s.change_burst, s.change_rate, "user"),
        Limit("reads", s.read_burst, s.read_rate, "user"),
        Limit("webhooks", s.webhook_burst, s.webhook_rate, "address"),
    )
    return {limit.name: limit for limit in table}


def changed(burst: int, rate: float) -> str:
    """As it stands on the board."""
    return f"{burst} {rate}"


def as_changed(text: str, limit: Limit) -> tuple[int, float]:
    """Burst and rate: as the board says, where it says what can be read."""
    try:
        burst, rate = text.split()
        said = int(burst), float(rate)
    except ValueError:
        return limit.burst, limit.rate
    return said if said[0] >= 1 and 0 < said[1] < math.inf else (limit.burst, limit.rate)
