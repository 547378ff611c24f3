from collections.abc import Iterator

from choreography.vocabulary import Tell
from contracts.payments import BreakerNotReset, BreakerReset, ResetBreaker, ResetBreakerSigned
from contracts.subjects import breaker_reset
from handlers.payments.service import payments
from handlers.payments.settings import settings


@payments.step
def reset_breaker(asked: ResetBreaker) -> Iterator[BreakerReset | BreakerNotReset | Tell]:
    """By a name at the command line, which is a claim: where that is not enough, it is refused."""
    if settings().signed_in_only:
        yield BreakerNotReset.of(asked, reason="signed_in_only")
    else:
        yield from reset(asked)


@payments.step
def reset_breaker_signed(asked: ResetBreakerSigned) -> Iterator[BreakerReset | Tell]:
    yield from reset(asked)


def reset(asked: ResetBreaker | ResetBreakerSigned) -> Iterator[BreakerReset | Tell]:
    """The command is on the bus, and so in the audit; the breakers are in the memory of all copies."""
    yield BreakerReset.of(asked, operator=asked.operator)
    yield Tell(breaker_reset(payments.name, asked.dependency), b"{}")
