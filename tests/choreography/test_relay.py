"""What a lane said leaves the outbox once the log has it, and whoever waits was told."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

from choreography.changes import Said
from choreography.envelope import Headers
from choreography.relay import Relay
from choreography.settings import ShellSettings
from tests.contract.notes import said
from tests.eventually import eventually


class Log:
    """Takes all at once."""

    async def publish(self, rows: Sequence[Said], acked: Callable[[Said], None]) -> None:
        for row in rows:
            acked(row)


class Words:
    def __init__(self) -> None:
        self.told: list[str] = []
        self.free = asyncio.Event()

    async def tell(self, subject: str, body: bytes, headers: Headers = ()) -> None:
        self.told.append(subject)
        await self.free.wait()


async def test_an_answer_that_is_not_told_yet_stays_in_the_outbox() -> None:
    words, row, other = Words(), said("notes.events", "e1", "1"), said("notes.events", "e1", "2")
    relay = Relay(Log(), words, ShellSettings())
    relay.add([replace(row, answers=("c1.aa",)), other])
    running = asyncio.create_task(relay.run())
    await eventually(lambda: words.told == ["answers.c1.aa"])
    assert not relay.pending and relay.acked.keys() == {other.id}
    words.free.set()
    await eventually(lambda: relay.acked.keys() == {other.id, row.id})
    running.cancel()
