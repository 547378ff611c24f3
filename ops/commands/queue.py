"""`boxoffice queue`: how far an event's queue has come, and whether it is in order, by what anybody can read."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import aiohttp
import typer

from edge.settings import EdgeSettings
from ops.client.door import Door
from ops.client.refused import or_exit
from ops.client.running import AsJson, At, running
from ops.queue_log import wrong
from ops.queue_ranks import Receipt

queue = typer.Typer(no_args_is_help=True, help="The queue of an event that many want.")
Event = Annotated[str, typer.Argument(help="The event's id.")]
PAGE = 100
LOG_WITHIN = 180.0
"""Seconds within which the log is as far as the queue: it is read from views, which give way to a sale."""


class LogBehind(Exception):
    """Nothing can be said of the order yet."""


@queue.callback()
def group() -> None:
    """The queue of an event that many want."""


@queue.command()
def show(event: Event, at: At = "", as_json: AsJson = False) -> None:
    """How far the queue has come. Exit code 1 if the event has none.

    Example: boxoffice queue show EVENT
    """
    found = asyncio.run(asked(running(at)["edge"], event, as_json))
    typer.echo(json.dumps(found) if as_json else "\n".join(f"{name:11} {value}" for name, value in found.items()))


@queue.command()
def verify(event: Event, at: At = "", as_json: AsJson = False) -> None:
    """Compute receipts, draw and order again, from public pages alone. Exit code 1 if anything is not in order.

    Example: boxoffice queue verify EVENT --json
    """
    found, receipts, served = asyncio.run(read_log(running(at)["edge"], event, as_json=as_json))
    lines = wrong(found, receipts, served)
    if as_json:
        typer.echo(json.dumps({"receipts": len(receipts), "wrong": lines}))
    else:
        typer.echo(f"{len(receipts)} receipts: {len(lines) or 'nothing'} wrong")
        for line in lines:
            typer.echo(f"  {line}")
    raise typer.Exit(bool(lines))


async def asked(edge: str, event: str, as_json: bool = False) -> dict[str, Any]:
    """The queue's page."""
    async with at_the_door(edge, as_json) as door:
        return await page(door, event)


async def read_log(
    edge: str, event: str, patience: float = LOG_WITHIN, as_json: bool = False
) -> tuple[dict[str, Any], list[Receipt], int]:
    """The queue, then its receipts, then how far the queue has come by then: it may move meanwhile.

    Between them as long as a page may be kept: who was called up has the turn by then, and a turn is on the page.
    Exits with 1 where the log is behind the queue for longer than `patience`, in seconds.
    """
    async with at_the_door(edge, as_json) as door:
        queue = await page(door, event)
        await asyncio.sleep(EdgeSettings().queue_kept)
        receipts = await caught_up(door, event, queue, patience)
        await asyncio.sleep(EdgeSettings().queue_kept)
        return queue, receipts, (await page(door, event))["served"]


async def caught_up(door: Door, event: str, queue: dict[str, Any], patience: float) -> list[Receipt]:
    """The whole log, read again until it has come as far as this queue."""
    clock = asyncio.get_running_loop().time
    end = clock() + patience
    while True:
        log = [one async for one in read(door, event)]
        served = min((served for _, served in log), default=0)
        if served >= queue["served"] and len(log) >= queue["receipts"]:
            return [receipt for receipt, _ in log]
        if clock() > end:
            raise LogBehind(f"the log has come to rank {served}, the queue to {queue['served']}: ask again later")
        await asyncio.sleep(1)


@asynccontextmanager
async def at_the_door(edge: str, as_json: bool = False) -> AsyncIterator[Door]:
    """Exits with 1 for a refusal, with 2 if nobody opens."""
    try:
        with or_exit("nothing to see", as_json):
            async with aiohttp.ClientSession() as http:
                yield Door(edge, http)
    except LogBehind as failure:
        typer.echo(f"nothing to see: {failure}", err=True)
        raise typer.Exit(1) from failure


async def page(door: Door, event: str) -> dict[str, Any]:
    return await door.call("GET", f"/events/{event}/queue")


async def read(door: Door, event: str) -> AsyncIterator[tuple[Receipt, int]]:
    """Each with how far its queue had come when it was read."""
    after: int | None = 0
    while after is not None:
        page = await door.call("GET", f"/events/{event}/queue/receipts?after={after}&limit={PAGE}")
        for one in page["items"]:
            yield Receipt.read(one), page["served"]
        after = page["next"]
