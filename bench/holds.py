"""`python -m bench.holds`: how soon a wish for a seat that costs money is accepted, and how soon it is held."""

import asyncio
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bench.load.http import Client, request
from bench.measuring import quantile
from bench.systems.api import together
from bench.systems.events import Seats, event
from bench.systems.mesh import mesh, port
from bench.words import columns

BOUND = 200
"""Milliseconds within which 95 of 100 are accepted: nobody waits for a payment, or for another's seat."""
PRICE, BUYERS, WARM = 900, 50, 40
ACCEPTED, HELD = 202, 201
WAYS = {"accepted": ("", ACCEPTED), "held": ("prefer: wait=10\r\n", HELD)}
"""Without waiting, and with the answer of the services; never with that of the payment provider."""
app = typer.Typer(pretty_exceptions_enable=False)


@dataclass
class Asked:
    """`times` in seconds; `statuses` are those of other answers than the one that is due."""

    times: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)


async def measured(bookings: int, in_flight: int) -> dict[str, Asked]:
    """By way, so many wishes of each for seats of their own."""
    with tempfile.TemporaryDirectory(prefix="boxoffice-holds-") as name:
        async with mesh(Path(name) / "mesh", Path(name), BUYERS) as ours:
            seats, client = (
                await event(ours.api, ours.people.organiser, PRICE),
                Client("127.0.0.1", [port(ours.found["edge"])]),
            )
            await client.open(in_flight)
            found = {}
            for way in WAYS:
                await asks(client, seats, ours.people.buyers, way, WARM, in_flight)
                found[way] = await asks(client, seats, ours.people.buyers, way, bookings, in_flight)
                await ours.settled()
            client.close()
            return found


async def asks(client: Client, seats: Seats, tokens: list[str], way: str, bookings: int, in_flight: int) -> Asked:
    asked, left = Asked(), iter(range(bookings))

    async def one_after_the_other() -> None:
        for number in left:
            await ask(client, seats, tokens[number % len(tokens)], way, asked)

    await together(one_after_the_other() for _ in range(in_flight))
    return asked


async def ask(client: Client, seats: Seats, token: str, way: str, asked: Asked) -> None:
    (prefer, due), began = WAYS[way], time.perf_counter()
    body = f'{{"event_id": "{seats.event_id}", "seats": ["{seats.left.pop()}"]}}'.encode()
    answer = await client.ask(request("POST", "/bookings", body, f"{prefer}authorization: Bearer {token}\r\n"))
    asked.times.append(time.perf_counter() - began)
    if answer.status != due:
        asked.statuses[answer.status] = asked.statuses.get(answer.status, 0) + 1


def table(in_flight: int, found: dict[str, Asked]) -> Table:
    shown = columns(f"POST /bookings, {in_flight} in flight", "what", "n", "p50 ms", "p95 ms", "p99 ms", "others")
    for way, asked in found.items():
        parts = (f"{quantile(sorted(asked.times), share):.0f}" for share in (0.5, 0.95, 0.99))
        shown.add_row(way, str(len(asked.times)), *parts, str(asked.statuses or "none"))
    return shown


def wrong(found: dict[str, Asked]) -> bool:
    return quantile(sorted(found["accepted"].times), 0.95) > BOUND or any(asked.statuses for asked in found.values())


@app.command()
def main(
    bookings: Annotated[int, typer.Option(min=1, help="Of each of the two ways.")] = 1_000,
    in_flight: Annotated[int, typer.Option(min=1, help="At once.")] = 5,
) -> None:
    """Hold seats; exit code 1 where more than 5 of 100 waited for 200 ms, or one was answered otherwise."""
    found = asyncio.run(measured(bookings, in_flight))
    Console().print(table(in_flight, found))
    sys.exit(wrong(found))


if __name__ == "__main__":
    app()
