"""Breakers before what is asked for each request: one that is away costs its time-out a few times, not each time."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from choreography.breaker import Breaker
from choreography.ports import Denied, Unreachable

log = logging.getLogger(__name__)
FAILURES = 5
"""In a row."""
WAIT = 1.0
"""Seconds until a probe: so soon that hardly anybody has to reset it."""


def breaker(dependency: str) -> Breaker:
    return Breaker(dependency, FAILURES, WAIT)


@contextmanager
def through(breaker: Breaker) -> Iterator[None]:
    """Around a call that raises Unreachable, which is raised at once while the breaker is open."""
    if not breaker.allows():
        raise Unreachable(f"{breaker.dependency} is not asked: its breaker is {breaker.state}")
    try:
        yield
    except Denied:
        breaker.succeeded()
        raise
    except Unreachable:
        breaker.did_fail()
        raise
    except BaseException:
        breaker.unused()
        raise
    breaker.succeeded()


class Resets:
    """An operator's word, which comes to all doors."""

    def __init__(self, breakers: Sequence[Breaker]) -> None:
        self.breakers = breakers

    def hear(self, subject: str, body: bytes, headers: object) -> None:
        dependency = subject.rpartition(".")[2]
        for one in self.breakers:
            if one.dependency == dependency:
                log.warning("the breaker of %s, which is %s, is reset", dependency, one.state)
                one.reset()
