"""`boxoffice queue`: how far an event's queue has come, and whether it is in order, by what anybody can read."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

import aiohttp
import typer

from edge.settings import EdgeSettings
from ops.client.door import Door, Refusal
from ops.client.running import AsJson, At, running
from ops.queue_log import Receipt, wrong

queue = typer.Typer(no_args_is_help=True, help="The queue of an event that many want.")
Event = Annotated[str, typer.Argument(help="The event's id.")]
PAGE = 100


@queue.callback()
def group() -> None:
    """The queue of an event that many want."""


@queue.command()
def show(event: Event, at: At = "", as_json: AsJson = False) -> None:
    """How far the queue has come. Exit code 1 if the event has none."""
    found = asyncio.run(asked(running(at)["edge"], event))[0]
    typer.echo(json.dumps(found) if as_json else "\n".join(f"{name:11} {value}" for name, value in found.items()))


@queue.command()
def verify(event: Event, at: At = "", as_json: AsJson = False) -> None:
    """Compute receipts, draw and order again, from public pages alone. Exit code 1 if anything is not in order."""
    found, receipts = asyncio.run(asked(running(at)["edge"], event, log=True))
    lines = wrong(found, receipts)
    if as_json:
        typer.echo(json.dumps({"receipts": len(receipts), "wrong": lines}))
    else:
        typer.echo(f"{len(receipts)} receipts: {len(lines) or 'nothing'} wrong")
        for line in lines:
            typer.echo(f"  {line}")
    raise typer.Exit(bool(lines))


async def asked(edge: str, event: str, log: bool = False) -> tuple[dict[str, Any], list[Receipt]]:
    """The receipts first: whoever is let in meanwhile is counted in the queue by then. Exits with 1 for a refusal.

    The queue's page may be a little old: what the receipts say is on it once that has passed.
    """
    try:
        async with aiohttp.ClientSession() as http:
            door = Door(edge, http)
            receipts = [one async for one in read(door, event)] if log else []
            await asyncio.sleep(EdgeSettings().queue_kept if log else 0)
            return await door.call("GET", f"/events/{event}/queue"), receipts
    except (Refusal, aiohttp.ClientError) as failure:
        typer.echo(f"nothing to see: {failure}", err=True)
        raise typer.Exit(1) from failure


async def read(door: Door, event: str) -> AsyncIterator[Receipt]:
    after: int | None = 0
    while after is not None:
        page = await door.call("GET", f"/events/{event}/queue/receipts?after={after}&limit={PAGE}")
        for one in page["items"]:
            yield Receipt.read(one)
        after = page["next"]
