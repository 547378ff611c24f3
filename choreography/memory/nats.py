"""Core NATS in memory: a word reaches whoever listens at that moment, or nobody."""

from itertools import count

from choreography.envelope import Headers
from choreography.memory.faults import Faults
from choreography.ports import Listener, Unlisten


class MemoryNats:
    """`dropped` is the probability from 0 to 1 that one listener does not hear one word."""

    def __init__(self, faults: Faults | None = None, dropped: float = 0.0) -> None:
        self._faults, self.dropped = faults or Faults(), dropped
        self._listeners: dict[int, tuple[list[str], Listener]] = {}
        self._ids = count()

    async def tell(self, subject: str, body: bytes, headers: Headers = ()) -> None:
        await self._faults.point("tell")
        for key, (pattern, listener) in list(self._listeners.items()):
            heard = key in self._listeners and matches(pattern, subject.split("."))
            if heard and not self._faults.happens(self.dropped):
                listener(subject, body, headers)

    async def listen(self, subject: str, listener: Listener) -> Unlisten:
        """As `Ear.listen`."""
        key = next(self._ids)
        self._listeners[key] = subject.split("."), listener

        async def unlisten() -> None:
            self._listeners.pop(key, None)

        return unlisten


def matches(pattern: list[str], tokens: list[str]) -> bool:
    """`*` stands for one token, `>` at the end for one or more."""
    if pattern[-1] == ">":
        head = len(pattern) - 1
        return len(tokens) > head and all(map(_same, pattern[:head], tokens))
    return len(pattern) == len(tokens) and all(map(_same, pattern, tokens))


def _same(token: str, said: str) -> bool:
    return token in ("*", said)
