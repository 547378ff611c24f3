"""Sessions that are over before their tokens are, as all edge processes tell one another."""

from typing import Protocol


class Ended(Protocol):
    """Times are seconds since 1970. Each call may raise Unreachable."""

    async def add(self, sid: str, until: float) -> None:
        """The session is over; it matters until then, for so long its tokens may live."""
        ...

    async def after(self, time: float) -> list[tuple[str, float]]:
        """Those that matter until this time or longer, and until when each does."""
        ...

    async def forget(self, time: float) -> None:
        """Those that matter until this time at most are no longer told."""
        ...


class MemoryEnded:
    """Where there is one process, and nobody else to tell."""

    def __init__(self) -> None:
        self.until: dict[str, float] = {}

    async def add(self, sid: str, until: float) -> None:
        self.until[sid] = until

    async def after(self, time: float) -> list[tuple[str, float]]:
        return [(sid, until) for sid, until in self.until.items() if until >= time]

    async def forget(self, time: float) -> None:
        self.until = {sid: until for sid, until in self.until.items() if until > time}
