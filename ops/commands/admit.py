"""`boxoffice ticket admit`: what a gate does that asks the door."""

import asyncio
import json
from typing import Annotated, Any

import aiohttp
import typer

from ops.client.door import Door, Refusal
from ops.client.running import AsJson, At, running
from ops.commands.plan import Mail, Password, organiser

Code = Annotated[str, typer.Argument(help="What the QR code says.")]
TOLD = ("gate", "admitted_at")
"""Of a ticket that was used."""


def admit(
    code: Code,
    event: Annotated[str, typer.Option(help="The event's id.")],
    gate: Annotated[str, typer.Option(help="Where the ticket is shown.")] = "door",
    at: At = "",
    as_json: AsJson = False,
    mail: Mail = "",
    password: Password = "",
) -> None:
    """Let whoever has the ticket in, once. Exit code 1 if it is refused, with where and when it was used, if it was.

    Example: boxoffice ticket admit CODE --event EVENT --gate north
    """
    found = running(at)
    who = {"mail": mail, "password": password} if mail else organiser(found)
    try:
        said = asyncio.run(admitted(found["edge"], who, event, {"code": code, "gate": gate}))
    except Refusal as refused:
        why = {"refused": refused.code, **{name: refused.problem[name] for name in TOLD if name in refused.problem}}
        typer.echo(json.dumps(why) if as_json else "refused: " + ", ".join(why.values()))
        raise typer.Exit(1) from refused
    except aiohttp.ClientError as failure:
        typer.echo(f"no verdict: {failure}", err=True)
        raise typer.Exit(2) from failure
    typer.echo(json.dumps(said) if as_json else described(said))


async def admitted(edge: str, who: dict[str, str], event: str, scan: dict[str, str]) -> dict[str, Any]:
    """Raises Refusal."""
    async with aiohttp.ClientSession() as http:
        door = await Door(edge, http).log_in(**who)
        return await door.call("POST", f"/events/{event}/admissions", scan)


def described(said: dict[str, Any]) -> str:
    """Where nobody answered in time, nobody is let in."""
    return f"admitted: {said['place']}" if "place" in said else "no verdict yet: show the ticket again"
