"""`boxoffice breakers`: what is not called at present, since it failed too often."""

import asyncio
from typing import Annotated, Any, get_args

import typer

from choreography.ports import Unreachable
from contracts.base import Command
from contracts.email import ResetMailBreaker
from contracts.errors import REASONS
from contracts.identity import Provider, ResetDoorBreaker
from contracts.payments import ResetBreaker
from ops.client import signed_in
from ops.client.running import AsJson, At, running
from ops.commands.answered import answer
from ops.commands.behind import said_behind
from ops.commands.open_breakers import told
from ops.commands.printing import as_json, console
from ops.commands.status import ask_all
from ops.operator import name

breakers = typer.Typer(invoke_without_command=True)
RESETTABLE = (*get_args(Provider), "redis", "postgresql", "replica")
RESETS: dict[str, Command] = {
    "stripe": ResetBreaker(dependency="stripe"),
    "smtp": ResetMailBreaker(dependency="smtp"),
    **{one: ResetDoorBreaker(dependency=one) for one in RESETTABLE},
}
"""How each is, whose breaker closes by an operator's word; all others only by their own probes."""


@breakers.callback()
def listed(context: typer.Context, at: At = "", json: AsJson = False) -> None:
    """List the breakers that are open, by process and service. Exit code 1 if any is, 2 if that is not known of all.

    Example: boxoffice breakers --json
    """
    if context.invoked_subcommand:
        return said_behind(context)
    raise typer.Exit(told(asyncio.run(ask_all(running(at)["health"])), json))


@breakers.command()
def reset(
    dependency: Annotated[
        str, typer.Argument(metavar="DEPENDENCY", help="What is to be called again, as the list names it.")
    ],
    at: At = "",
    json: AsJson = False,
) -> None:
    """Have it called again at once, by all copies of its service. Exit code 1 if no operator may reset it.

    A name proves nothing: in production the payment provider's is reset by an operator who is signed in, with
    `--at` the door's address and BOXOFFICE_OPERATOR_TOKEN.

    Example: boxoffice breakers reset stripe
    """
    if dependency not in RESETS:
        typer.echo(f"{dependency} cannot be reset, only {', '.join(RESETS)}", err=True)
        raise typer.Exit(1)
    said = at_the_door(at, dependency) if signed_in.signed_in(at) else by_name(at, dependency)
    why = REASONS[said["reason"]].meaning if said.get("reason") in REASONS else said.get("code", "")
    if json:
        as_json(said)
    else:
        console().print(f"{said['type']}: {why or dependency}")
    raise typer.Exit(bool(why))


def at_the_door(at: str, dependency: str) -> dict[str, Any]:
    try:
        return asyncio.run(signed_in.post(at, f"/ops/breakers/{dependency}/reset"))
    except Unreachable as failure:
        typer.echo(f"nobody answered: {failure}", err=True)
        raise typer.Exit(2) from failure


def by_name(at: str, dependency: str) -> dict[str, Any]:
    command = RESETS[dependency]
    if isinstance(command, ResetBreaker):
        command = command.model_copy(update={"operator": name()})
    said = answer(at, command)
    return {"type": type(said).__name__, **said.model_dump(mode="json")}
