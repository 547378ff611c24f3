"""The breakers of those whom identity calls, and of what the door itself asks."""

from typing import Literal

from contracts.base import Command, Event
from contracts.identity.words import OPERATORS, Provider

Resettable = Literal[Provider, "redis", "postgresql", "replica"]
"""Those who vouch for people, whom identity calls, and what the door itself asks."""


class ResetDoorBreaker(Command, key="dependency", carries=("dependency",), topic=OPERATORS):
    """An operator has one of them called again, now: it is back, and the open circuit breaker would wait."""

    dependency: Resettable


class DoorBreakerReset(Event, key="dependency", carries=("dependency",), answers=ResetDoorBreaker, status=202):
    """Every copy of identity, or every door, is told, as of the payment provider's breaker."""

    dependency: Resettable
