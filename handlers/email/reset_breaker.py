from collections.abc import Iterator

from choreography.vocabulary import Tell
from contracts.email import MailBreakerReset, ResetMailBreaker
from contracts.subjects import breaker_reset
from handlers.email.service import email


@email.step
def reset_breaker(asked: ResetMailBreaker) -> Iterator[MailBreakerReset | Tell]:
    yield MailBreakerReset.of(asked)
    yield Tell(breaker_reset(email.name, asked.dependency), b"{}")
