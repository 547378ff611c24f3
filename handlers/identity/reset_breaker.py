from collections.abc import Iterator
from typing import get_args

from choreography.vocabulary import Tell
from contracts.identity import DoorBreakerReset, Provider, ResetDoorBreaker
from contracts.subjects import breaker_reset
from handlers.identity.service import identity


@identity.step
def reset_breaker(asked: ResetDoorBreaker) -> Iterator[DoorBreakerReset | Tell]:
    """A door hears no topic: identity tells it, so that what an operator asks is on the bus, and so in the audit."""
    yield DoorBreakerReset.of(asked)
    service = identity.name if asked.dependency in get_args(Provider) else "edge"
    yield Tell(breaker_reset(service, asked.dependency), b"{}")
