"""`boxoffice plan`: seating plans, through the public door."""

import asyncio
import json
from pathlib import Path
from typing import Annotated, Any

import aiohttp
import typer

from ops.client.door import Door, Refusal
from ops.client.refused import or_exit, tell
from ops.client.running import AsJson, At, running

plan = typer.Typer(no_args_is_help=True, help="Seating plans.")
Mail = Annotated[str, typer.Option(envvar="BOXOFFICE_MAIL", help="Who asks; default: the organiser of the demo.")]
Password = Annotated[str, typer.Option(envvar="BOXOFFICE_PASSWORD", help="Their password.")]


@plan.callback()
def group() -> None:
    """Seating plans."""


@plan.command(name="import")
def import_(
    event: Annotated[str, typer.Argument(help="The id of a draft.")],
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The plan, as JSON.")],
    at: At = "",
    as_json: AsJson = False,
    mail: Mail = "",
    password: Password = "",
) -> None:
    """Give a draft the seating plan of a file, all or none. Exit code 1 if it is refused, with all that is wrong.

    Example: boxoffice plan import EVENT docs/examples/plan.json
    """
    found = running(at)
    who = {"mail": mail, "password": password} if mail else organiser(found)
    with or_exit("nothing was imported"):
        try:
            said = asyncio.run(imported(found["edge"], who, event, json.loads(file.read_text())))
        except (Refusal, ValueError) as failure:
            if isinstance(failure, Refusal) and as_json:
                tell(failure, "", as_json)
            else:
                typer.echo("\n".join(wrong(failure)), err=True)
            raise typer.Exit(1) from failure
    typer.echo(json.dumps(said) if as_json else described(said))


async def imported(edge: str, who: dict[str, str], event: str, document: Any) -> dict[str, Any]:
    """Raises Refusal."""
    async with aiohttp.ClientSession() as http:
        door = await Door(edge, http).log_in(**who)
        return await door.call("PUT", f"/events/{event}/plan", document)


def organiser(found: dict[str, Any]) -> dict[str, str]:
    """Of the demo. Exits with 2 if there is none."""
    file = Path(found["data"]) / "demo.json"
    if not file.exists():
        typer.echo("who asks? name them by --mail, or run `boxoffice demo` first", err=True)
        raise typer.Exit(2)
    who: dict[str, str] = json.loads(file.read_text())["organiser"]
    return who


def wrong(failure: Exception) -> list[str]:
    errors = failure.problem.get("errors", []) if isinstance(failure, Refusal) else []
    return [f"{one.get('pointer', one.get('field', ''))}: {one['message']}" for one in errors] or [str(failure)]


def described(said: dict[str, Any]) -> str:
    """Where nobody answered in time, it is known only that the log has it."""
    return f"{said['sections']} sections, {said['seats']} seats" if "seats" in said else "accepted"
