"""Around a call of Redis that does not go together with others."""

from collections.abc import Iterator
from contextlib import contextmanager

from choreography.breaker import Breaker
from choreography.ports import Unreachable
from edge.breaking import through
from edge.plain_redis import RedisError


@contextmanager
def asked(breaker: Breaker) -> Iterator[None]:
    """Raises Unreachable for whatever Redis fails with, and at once while the breaker is open."""
    with through(breaker):
        try:
            yield
        except (RedisError, OSError, TimeoutError) as error:
            raise Unreachable(f"Redis: {error!r}") from error
