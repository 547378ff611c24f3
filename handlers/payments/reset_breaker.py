from collections.abc import Iterator

from choreography.vocabulary import Tell
from contracts.payments import BreakerReset, ResetBreaker
from contracts.subjects import breaker_reset
from handlers.payments.service import payments


@payments.step
def reset_breaker(asked: ResetBreaker) -> Iterator[BreakerReset | Tell]:
    """The command is on the bus, and so in the audit; the breakers are in the memory of all copies."""
    yield BreakerReset.of(asked)
    yield Tell(breaker_reset(payments.name, asked.dependency), b"{}")
