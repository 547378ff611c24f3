"""A sale, from the outside: the event, the load processes, and what everybody can see meanwhile."""

import asyncio
import json
import secrets
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import aiohttp

from ops.client.door import Door, Refusal
from ops.sale.plan import PRICE, TYPE, Job, Outcome

LINE_AT_MOST = 64 * 1024 * 1024
PEOPLE_AT_MOST = 4_000
"""Of one load process."""
HOLD_FOR, TURN_FOR = 60, 120
ARRIVALS = 80
"""People a second who come before the start."""
OPENS_WITHIN = 15.0
"""Seconds."""
Tell = Callable[[str], None]


@dataclass
class Sale:
    """`found` are the addresses of the running box office."""

    found: dict[str, Any]
    places: int
    buyers: int
    per_minute: int
    tell: Tell
    crowd: str = ""
    """The name of people who have been to an earlier sale; empty: new ones are registered."""
    event: str = ""
    seen: Counter[str] = field(default_factory=Counter)
    outcome: Outcome = field(default_factory=Outcome)
    last: str = ""
    """What was told last of how it goes."""
    took: float = 0.0
    """Seconds from the start of the sale until all was sold."""

    async def run(self, within: float) -> None:
        """Ends when every place is sold, or after so many seconds. Raises aiohttp.ClientError if nobody opens."""
        known, self.crowd = bool(self.crowd), self.crowd or secrets.token_hex(4)
        async with aiohttp.ClientSession() as http:
            await Door(self.found["edge"], http).opens()
            crowds = [await self.gathered(people, known) for people in self.shares()]
            readers = [asyncio.create_task(self.listen(one)) for one in crowds]
            await self.arrived(crowds)
            starts_in = 10.0 + self.buyers / ARRIVALS
            self.event = await self.announced(await self.organiser(Door(self.found["edge"], http)), starts_in)
            order = json.dumps({"event": self.event, "starts_in": starts_in}).encode() + b"\n"
            for one in crowds:
                _stdin(one).write(order)
            await asyncio.sleep(starts_in)
            await self.sold_out(Door(self.found["edge"], http), within)
            for one in crowds:
                _stdin(one).close()
            await asyncio.gather(*readers, *(one.wait() for one in crowds))

    def shares(self) -> list[list[int]]:
        count = -(-self.buyers // PEOPLE_AT_MOST)
        return [list(range(nth, self.buyers, count)) for nth in range(count)]

    async def organiser(self, door: Door) -> Door:
        who = {"mail": f"organiser-{secrets.token_hex(4)}@example.com", "password": secrets.token_urlsafe(9)}
        await door.register(**who, organiser=True)
        return await door.log_in(**who)

    async def gathered(self, people: list[int], known: bool) -> Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "ops.sale", stdin=PIPE, stdout=PIPE, limit=LINE_AT_MOST
        )
        where = {name: self.found[name] for name in ("edge", "live", "stripe")}
        job = Job(**where, mark=self.crowd, people=people, known=known)
        _stdin(process).write(json.dumps(asdict(job)).encode() + b"\n")
        return process

    async def listen(self, crowd: Process) -> None:
        assert crowd.stdout
        while line := await crowd.stdout.readline():
            said = json.loads(line)
            if (what := said.pop("what")) == "outcome":
                self.outcome.add(Outcome(**said))
            else:
                self.seen[said.get("how", what)] += 1

    async def arrived(self, crowds: list[Process]) -> None:
        """Raises RuntimeError if a load process ends."""
        self.tell(f"these people come again with --crowd {self.crowd}")
        while self.seen["ready"] < len(crowds):
            await asyncio.sleep(1)
            self.tell(f"signing in: {self.seen['arrived']} of {self.buyers}")
            if any(one.returncode is not None for one in crowds):
                raise RuntimeError("a load process ended: its own words stand above")

    async def announced(self, door: Door, starts_in: float) -> str:
        """Published, with a queue that is open at once."""
        now = datetime.now(UTC)
        days = {"sale_closes": 1.0, "starts_at": 2.0, "ends_at": 2.2}
        body = {
            "name": f"The Final {secrets.token_hex(3)}", "currency": "EUR", "category": "sport", "place": "Lyon",
            "ticket_types": [{"name": TYPE, "price": PRICE, "capacity": self.places}], "hold_for": HOLD_FOR,
            "sale_opens": (now + timedelta(seconds=starts_in)).isoformat(),
            "queue": {"opens": now.isoformat(), "per_minute": self.per_minute, "turn_for": TURN_FOR},
            **{name: (now + timedelta(days=after)).isoformat() for name, after in days.items()},
        }  # fmt: skip
        made = await door.call("POST", "/events", body)
        event = str(made.get("event_id") or made["id"])
        await door.call("POST", f"/events/{event}/publication")
        await self.opened(door, event)
        return event

    async def opened(self, door: Door, event: str) -> None:
        """Nobody may join before the draw's seed is committed to."""
        async with asyncio.timeout(OPENS_WITHIN):
            while True:
                try:
                    if (await door.call("GET", f"/events/{event}/queue"))["state"] != "unknown":
                        return
                except Refusal as refusal:
                    if refusal.status != HTTPStatus.NOT_FOUND:
                        raise
                await asyncio.sleep(0.2)

    async def sold_out(self, door: Door, within: float) -> None:
        """Watched by nobody in particular: tokens end, and a sale may last."""
        began = time.monotonic()
        while time.monotonic() - began < within:
            await asyncio.sleep(1)
            try:
                counts = await door.call("GET", f"/events/{self.event}/availability")
                queue = await door.call("GET", f"/events/{self.event}/queue")
            except (Refusal, aiohttp.ClientConnectionError) as trouble:
                self.tell(f"nothing to see: {trouble}")
                continue
            self.took = time.monotonic() - began
            self.progress(queue, counts)
            if counts["sold"] == self.places and self.seen["bought"] == self.places:
                return

    def progress(self, queue: dict[str, Any], counts: dict[str, Any]) -> None:
        """A line, unless it would say the same as the last."""
        said = f"waiting {queue['waiting']}  served {queue['served']}  held {counts['held']}  sold {counts['sold']}  "
        said += "  ".join(f"{name} {self.seen[name]}" for name in ("bought", "lapsed"))
        if said != self.last:
            self.last = said
            self.tell(f"{self.took:5.0f} s  {said}")


def _stdin(process: Process) -> asyncio.StreamWriter:
    assert process.stdin
    return process.stdin
