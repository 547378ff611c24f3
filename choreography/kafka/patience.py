"""Brokers that come up slowly are waited for, and it is said."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from choreography.ports import WrongTopic

SLOW = 120.0
"""Seconds that brokers have to come up and to make what is asked for."""
TOLD_EVERY = 10.0
"""Seconds between two words about it."""
PAUSE = 0.25
T = TypeVar("T")
Tell = Callable[[str], None]


class Away(WrongTopic):
    """The cluster cannot be reached, or cannot do it yet."""


def untold(text: str) -> None:
    """Where nobody looks."""


async def patient(work: Callable[[], Awaitable[T]], tell: Tell = untold, patience: float = SLOW) -> T:
    """What comes of the work, which is begun again while it raises Away; that too, after `patience` seconds."""
    time = asyncio.get_running_loop().time
    deadline, next_word = time() + patience, time()
    while True:
        try:
            return await work()
        except Away as away:
            if time() > deadline:
                raise
            if time() >= next_word:
                tell(f"waiting for Kafka, {deadline - time():.0f} s more at most: {away}")
                next_word = time() + TOLD_EVERY
        await asyncio.sleep(PAUSE)
