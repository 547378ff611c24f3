"""The way into the memory bus, with the faults that a way into Kafka has."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from choreography.changes import Said
from choreography.envelope import Envelope
from choreography.partition import partition_of
from choreography.ports import Place, Unreachable

if TYPE_CHECKING:
    from choreography.memory.bus import MemoryBus


class MemoryProducer:
    def __init__(self, bus: "MemoryBus") -> None:
        self._bus = bus

    async def publish(self, rows: Sequence[Said], acked: Callable[[Said], None]) -> None:
        """As `Producer.publish`; places go on side by side, each stops at its first failure."""
        places: dict[Place, list[Said]] = {}
        for row in rows:
            places.setdefault(self._place(row.envelope), []).append(row)
        ended = await asyncio.gather(*(self._in_order(p, r, acked) for p, r in places.items()), return_exceptions=True)
        for failure in ended:
            if failure is not None:
                raise failure

    async def send(self, envelope: Envelope, body: bytes, timeout: float) -> None:
        """As `Sender.send`; nothing here takes long enough to time out."""
        await self._write(self._place(envelope), envelope, body)

    async def _in_order(self, place: Place, rows: list[Said], acked: Callable[[Said], None]) -> None:
        for row in rows:
            await self._write(place, row.envelope, row.body)
            acked(row)

    async def _write(self, place: Place, envelope: Envelope, body: bytes) -> None:
        faults = self._bus.faults
        await faults.point("publish")
        if faults.happens(faults.away):
            raise Unreachable("the log is away")
        for _ in range(2 if faults.happens(faults.doubled) else 1):
            self._bus.write(place, envelope.key.encode(), body, envelope.headers())
        await faults.point("ack")
        if faults.happens(faults.lost_ack):
            raise Unreachable("the acknowledgement was lost")

    def _place(self, envelope: Envelope) -> Place:
        return envelope.topic, partition_of(envelope.key, self._bus.partitions)
