"""Ways into the log that let nothing out, or so many rows."""

from collections.abc import Callable, Sequence

from choreography.changes import Said
from choreography.memory.producer import MemoryProducer
from choreography.ports import Unreachable


class Narrow(MemoryProducer):
    """Lets out so many rows more, in their order."""

    lets_out = 0

    async def publish(self, rows: Sequence[Said], acked: Callable[[Said], None]) -> None:
        some, self.lets_out = rows[: self.lets_out], max(0, self.lets_out - len(rows))
        await super().publish(some, acked)
        if len(some) < len(rows):
            raise Unreachable("no more for now")


class NoWayOut:
    async def publish(self, rows: object, acked: object) -> None:
        raise Unreachable("no way out")
