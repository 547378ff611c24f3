"""`boxoffice ticket`: what a gate does with a code, here without asking anybody."""

import asyncio
import json
from pathlib import Path
from typing import Annotated, Any

import aiohttp
import typer

from contracts.ticket_codes import Ticket, TicketRefused, key_of
from contracts.ticket_codes import verify as verified
from ops.client.door import Door, Refusal
from ops.client.running import AsJson, At, running
from ops.commands.admit import Code, admit

ticket = typer.Typer(no_args_is_help=True, help="Tickets, as a gate sees them.")
ticket.command()(admit)


@ticket.callback()
def group() -> None:
    """Tickets, as a gate sees them."""


@ticket.command()
def verify(
    code: Code,
    at: At = "",
    as_json: AsJson = False,
    event: Annotated[str, typer.Option(help="The event's id; without it a ticket of any event is good.")] = "",
    keys: Annotated[Path | None, typer.Option(help="The file /.well-known/ticket-keys.json, saved before.")] = None,
    void: Annotated[Path | None, typer.Option(help="The answer of /events/ID/tickets/void, saved before.")] = None,
) -> None:
    """Say whether a ticket is good; with `--keys` without any network. Exit code 1 if it is refused.

    Example: boxoffice ticket verify CODE --event EVENT
    """
    known = saved(keys, "keys") if keys else asyncio.run(published(running(at)["edge"]))["keys"]
    serials = set(saved(void, "items")) if void else set()
    try:
        found = verified(code, [key_of(one) for one in known], event, serials)
    except TicketRefused as refused:
        typer.echo(json.dumps({"refused": refused.reason}) if as_json else f"refused: {refused.reason}")
        raise typer.Exit(1) from refused
    typer.echo(json.dumps(shown(found)) if as_json else "\n".join(f"{k:7} {v}" for k, v in shown(found).items()))


def saved(file: Path, name: str) -> list[Any]:
    """What the door answered before. Raises BadParameter."""
    try:
        found: list[Any] = json.loads(file.read_text())[name]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise typer.BadParameter(f"{file} has no {name!r}: {error!r}") from error
    return found


def shown(found: Ticket) -> dict[str, Any]:
    return {"place": found.place, "number": found.number, "issue": found.issue, "serial": found.serial}


async def published(edge: str) -> dict[str, Any]:
    """The keys that the door tells. Exits with 2 if nobody opens."""
    try:
        async with aiohttp.ClientSession() as http:
            return await Door(edge, http).call("GET", "/.well-known/ticket-keys.json")
    except (Refusal, aiohttp.ClientError) as failure:
        typer.echo(f"no keys: {failure}", err=True)
        raise typer.Exit(2) from failure
