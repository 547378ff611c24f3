"""An event loop that plays: the seed says who runs next, and time jumps to the next timer. One seed, one run."""

import asyncio
import random
import selectors
from asyncio import Handle
from collections.abc import Coroutine, Mapping
from itertools import count
from typing import Any, TypeVar

T = TypeVar("T")


class Stuck(RuntimeError):
    """Nobody is ready and no timer is set: nothing will ever happen again."""


class Lot(list[Handle]):
    """Takes the place of the loop's queue: whose turn it is falls to the lot, not to who came first."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self._draw = random.Random(seed).random  # noqa: S311 (plays, guards nothing)

    def popleft(self) -> Handle:
        drawn = int(self._draw() * len(self))
        self[drawn], self[-1] = self[-1], self[drawn]
        return self.pop()


class Numbered(asyncio.Task[T]):
    """Where tasks lie in a set, as a group's do that are cancelled together, follows from their births, not from
    where they lie in the computer's memory.
    """

    def __init__(self, coro: Coroutine[Any, Any, T], number: int, **more: Any) -> None:
        self._number = number
        super().__init__(coro, **more)

    def __hash__(self) -> int:
        return self._number


class Jump(selectors.BaseSelector):
    """Waits for nothing: instead of sleeping it moves the time on. There is no outside."""

    def __init__(self) -> None:
        self.now = 0.0
        self._known: dict[Any, selectors.SelectorKey] = {}

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise Stuck("nobody is ready and no timer is set")
        self.now += max(0.0, timeout)
        return []

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        self._known[fileobj] = key = selectors.SelectorKey(fileobj, -1, events, data)
        return key

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        return self._known.pop(fileobj)

    def get_key(self, fileobj: Any) -> selectors.SelectorKey:
        return self._known[fileobj]

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        return self._known


class SimLoop(asyncio.SelectorEventLoop):
    """Leans on two private parts of asyncio's loop, `_ready` and the one place where it is emptied; a test pins both.

    Threads and sockets have no place in it: whoever waits for one gets Stuck, or never wakes.
    """

    def __init__(self, seed: int) -> None:
        self._jump = Jump()
        super().__init__(self._jump)
        self._ready, self._births = Lot(seed), count()
        self.set_task_factory(lambda loop, coro, **more: Numbered(coro, next(self._births), loop=loop, **more))

    def time(self) -> float:
        """Seconds since the run began, in its own time."""
        return self._jump.now


def run(seed: int, main: Coroutine[Any, Any, T]) -> T:
    """Play `main` to its end. Raises Stuck if nothing can happen any more."""
    with asyncio.Runner(loop_factory=lambda: SimLoop(seed)) as runner:
        return runner.run(main)
