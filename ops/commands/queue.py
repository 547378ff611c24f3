"""`boxoffice queue`: how far an event's queue has come, and whether it is in order, by what anybody can read."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import aiohttp
import typer

from edge.settings import EdgeSettings
from ops.client.door import Door, Refusal
from ops.client.running import AsJson, At, running
from ops.queue_log import wrong
from ops.queue_ranks import Receipt

queue = typer.Typer(no_args_is_help=True, help="The queue of an event that many want.")
Event = Annotated[str, typer.Argument(help="The event's id.")]
PAGE = 100


@queue.callback()
def group() -> None:
    """The queue of an event that many want."""


@queue.command()
def show(event: Event, at: At = "", as_json: AsJson = False) -> None:
    """How far the queue has come. Exit code 1 if the event has none.

    Example: boxoffice queue show EVENT
    """
    found = asyncio.run(asked(running(at)["edge"], event))
    typer.echo(json.dumps(found) if as_json else "\n".join(f"{name:11} {value}" for name, value in found.items()))


@queue.command()
def verify(event: Event, at: At = "", as_json: AsJson = False) -> None:
    """Compute receipts, draw and order again, from public pages alone. Exit code 1 if anything is not in order.

    Example: boxoffice queue verify EVENT --json
    """
    found, receipts, served = asyncio.run(read_log(running(at)["edge"], event))
    lines = wrong(found, receipts, served)
    if as_json:
        typer.echo(json.dumps({"receipts": len(receipts), "wrong": lines}))
    else:
        typer.echo(f"{len(receipts)} receipts: {len(lines) or 'nothing'} wrong")
        for line in lines:
            typer.echo(f"  {line}")
    raise typer.Exit(bool(lines))


async def asked(edge: str, event: str) -> dict[str, Any]:
    """The queue's page."""
    async with at_the_door(edge) as door:
        return await page(door, event)


async def read_log(edge: str, event: str) -> tuple[dict[str, Any], list[Receipt], int]:
    """The queue, then its receipts, then how far the queue has come by then: it may move meanwhile.

    Between them as long as a page may be kept: who was called up has the turn by then, and a turn is on the page.
    """
    async with at_the_door(edge) as door:
        queue = await page(door, event)
        await asyncio.sleep(EdgeSettings().queue_kept)
        receipts = [one async for one in read(door, event)]
        await asyncio.sleep(EdgeSettings().queue_kept)
        return queue, receipts, (await page(door, event))["served"]


@asynccontextmanager
async def at_the_door(edge: str) -> AsyncIterator[Door]:
    """Exits with 1 for a refusal."""
    try:
        async with aiohttp.ClientSession() as http:
            yield Door(edge, http)
    except (Refusal, aiohttp.ClientError) as failure:
        typer.echo(f"nothing to see: {failure}", err=True)
        raise typer.Exit(1) from failure


async def page(door: Door, event: str) -> dict[str, Any]:
    return await door.call("GET", f"/events/{event}/queue")


async def read(door: Door, event: str) -> AsyncIterator[Receipt]:
    after: int | None = 0
    while after is not None:
        page = await door.call("GET", f"/events/{event}/queue/receipts?after={after}&limit={PAGE}")
        for one in page["items"]:
            yield Receipt.read(one)
        after = page["next"]
