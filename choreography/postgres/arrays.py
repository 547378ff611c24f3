"""Of each element of an array the driver asks whether it is an array itself, by abstract classes, which takes longer
than to write it. It needs to know these few types alone.
"""

from typing import Any

from asyncpg.protocol import protocol

ARRAYS: tuple[type, ...] = (list, tuple, set, frozenset, type({}.keys()), type({}.values()))


def know_arrays() -> None:
    """By all connections of this process. Whatever else is given for an array is refused as what is none."""
    asked: Any = protocol
    asked.IterableABC = ARRAYS
