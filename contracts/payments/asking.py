"""What operators ask for about a provider as a whole."""

from datetime import datetime
from typing import Literal

from contracts.base import Command, Event, Message

OPERATORS = "payments.operators"
"""Only the command line may write here."""
Dependency = Literal["stripe"]
"""What payments calls."""


class ResetBreaker(Command, key="dependency", carries=("dependency",), topic=OPERATORS):
    """An operator has the provider called again, now: it is back, and the open circuit breaker would wait."""

    dependency: Dependency
    operator: str = ""


class ResetBreakerSigned(Command, key="dependency", carries=("dependency", "operator")):
    """The same of an operator who is signed in: the edge has read the account from the access token."""

    dependency: Dependency
    operator: str


class BreakerReset(
    Event, key="dependency", carries=("dependency",), answers=(ResetBreaker, ResetBreakerSigned), status=202
):
    """Every copy of the service that listens is told. One that is not waits until its breaker probes by itself."""

    dependency: Dependency
    operator: str = ""


class BreakerNotReset(Event, key="dependency", carries=("dependency",), answers=ResetBreaker, status=409):
    """The name of whoever asks at the command line is not enough: `reason` is signed_in_only."""

    dependency: Dependency
    reason: str = ""


class OfProvider(Message, key="provider", carries=("provider",)):
    """About all that one provider holds for us."""

    provider: Dependency


class Reconcile(OfProvider, Command, topic=OPERATORS):
    """What the provider has is to be compared with what we have."""


class ReconciliationStarted(OfProvider, Event, answers=Reconcile, status=202):
    """All that was made at the provider since then is looked at."""

    since: datetime
