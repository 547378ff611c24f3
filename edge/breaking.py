"""Breakers before what is asked for each request: one that is away costs its time-out a few times, not each time."""

from collections.abc import Iterator
from contextlib import contextmanager

from choreography.breaker import Breaker
from choreography.ports import Denied, Unreachable

FAILURES = 5
"""In a row."""
WAIT = 1.0
"""Seconds until a probe: so soon that nobody has to reset it."""


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
