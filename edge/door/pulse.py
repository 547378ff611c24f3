"""How late the process is: whatever takes its turn in the loop waits about so long."""

import asyncio

BEAT = 0.05
"""Seconds."""
NEWEST = 0.3
"""How much the last beat counts against all before it: one pause is no crowd."""


class Pulse:
    """`late` is by how many seconds beats come too late, evened out."""

    def __init__(self) -> None:
        self.late = 0.0

    async def run(self) -> None:
        now = asyncio.get_running_loop().time
        while True:
            due = now() + BEAT
            await asyncio.sleep(BEAT)
            self.beat(now() - due)

    def beat(self, late: float) -> None:
        self.late += NEWEST * (max(0.0, late) - self.late)
