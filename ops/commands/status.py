"""`boxoffice status`: is everything ready, and if not, why."""

import asyncio
import json
from typing import Any

import aiohttp
import typer
from rich.table import Table
from rich.text import Text

from ops.client.running import AsJson, At, running
from ops.commands.printing import console

PATIENCE = aiohttp.ClientTimeout(total=3)


def status(at: At = "", as_json: AsJson = False) -> None:
    """Ask each process whether it is ready. Exit code 1 if one is not.

    Example: boxoffice status --json
    """
    found = running(at)
    said = asyncio.run(ask_all(found["health"]))
    if as_json:
        typer.echo(json.dumps(said))
    else:
        show(found, said)
    raise typer.Exit(0 if all(one["ready"] for one in said.values()) else 1)


async def ask_all(health: dict[str, str]) -> dict[str, dict[str, Any]]:
    async with aiohttp.ClientSession(timeout=PATIENCE) as http:
        answers = await asyncio.gather(*(ask(http, address) for address in health.values()))
    return dict(zip(health, answers, strict=True))


async def ask(http: aiohttp.ClientSession, address: str) -> dict[str, Any]:
    """Whether the process is ready, and what it says of itself; or that nobody answers."""
    try:
        async with http.get(address) as answer:
            return {"ready": answer.ok, "says": await answer.json(content_type=None)}
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return {"ready": False, "says": f"no answer: {type(error).__name__}"}


def show(found: dict[str, Any], said: dict[str, dict[str, Any]]) -> None:
    table = Table("process", "pid", "ready", "says", box=None)
    for name, one in said.items():
        says = one["says"] if isinstance(one["says"], str) else json.dumps(one["says"])
        table.add_row(
            name, str(found["pids"].get(name, "")), Text("yes") if one["ready"] else Text("no", "red"), says[:100]
        )
    console().print(table)
