"""What happens to a twin does not happen to the other: for tests that try many ways on from one state."""

from collections import deque
from copy import copy
from typing import Any, TypeVar

from choreography.memory.store import MemoryStore
from choreography.testing import Bench

T = TypeVar("T")


def twin_of(one: T) -> T:
    """Its dicts, lists, sets and deques are its own, however deep; what else they hold is never changed, and shared."""
    other = copy(one)
    vars(other).update({name: apart(value) for name, value in vars(one).items()})
    return other


def apart(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: apart(one) for key, one in value.items()}
    return copy(value) if isinstance(value, list | set | deque) else value


def bench_like(bench: Bench) -> Bench:
    other = twin_of(bench)
    other.books = twin_of(bench.books)
    other.books.now = lambda: other.now
    other.store = MemoryStore(other.books.now, books=other.books)
    return other
