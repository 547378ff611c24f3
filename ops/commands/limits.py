"""`boxoffice limits`: how often one may ask, as it is in force; changed while everything runs."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from edge.board import Board
from edge.limits.rules import Limit, as_changed, changed
from edge.limits.rules import limits as rules
from edge.settings import EdgeSettings
from ops.board import at_board
from ops.client.running import AsJson, At

limits = typer.Typer(no_args_is_help=True, help="How often one may ask at the door.")
Name = Annotated[str, typer.Argument(help="The limit's name, as `show` and the header RateLimit-Policy say it.")]
Burst = Annotated[int, typer.Option(min=1, help="So many at once.")]
Rate = Annotated[float, typer.Option(min=0.001, help="Then so many a second.")]
Hours = Annotated[float, typer.Option(min=0.01, max=24 * 30, help="After so many, the setting is in force again.")]


@dataclass(frozen=True)
class InForce:
    limit: Limit
    burst: int
    rate: float

    @property
    def said(self) -> dict[str, object]:
        own = (self.burst, self.rate) == (self.limit.burst, self.limit.rate)
        fields: dict[str, object] = {"name": self.limit.name, "by": self.limit.by}
        return fields | {"burst": self.burst, "rate": self.rate, "from": "settings" if own else "operators"}


@limits.callback()
def group() -> None:
    """How often one may ask at the door."""


@limits.command()
def show(at: At = "", as_json: AsJson = False) -> None:
    """Each limit as it is in force.

    Example: boxoffice limits show --json
    """
    shown(at_board(at, in_force), as_json)


@limits.command(name="set")
def set_(name: Name, burst: Burst, rate: Rate, hours: Hours = 24, at: At = "", as_json: AsJson = False) -> None:
    """Change a limit at all doors at once, for a day or as long as is said; what was spent stays spent.

    Example: boxoffice limits set bookings --burst 20 --rate 0.5 --hours 2
    """
    limit = named(name)

    async def write(board: Board) -> Sequence[InForce]:
        await board.write(limit.key, changed(burst, rate), hours * 3600)
        return await in_force(board)

    shown(at_board(at, write), as_json)


@limits.command()
def reset(name: Name, at: At = "", as_json: AsJson = False) -> None:
    """Let the setting be in force again, now.

    Example: boxoffice limits reset bookings
    """
    limit = named(name)

    async def wipe(board: Board) -> Sequence[InForce]:
        await board.wipe(limit.key)
        return await in_force(board)

    shown(at_board(at, wipe), as_json)


def named(name: str) -> Limit:
    if (found := rules(EdgeSettings()).get(name)) is None:
        raise typer.BadParameter(f"one of {', '.join(rules(EdgeSettings()))}", param_hint="name")
    return found


async def in_force(board: Board) -> Sequence[InForce]:
    found = rules(EdgeSettings()).values()
    return [InForce(limit, *as_changed(await board.read(limit.key), limit)) for limit in found]


def shown(found: Sequence[InForce], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps([one.said for one in found]))
        return
    for one in found:
        said = one.said
        typer.echo(f"{said['name']:14} {said['burst']:7} at once, then {one.rate:g}/s by {said['by']} ({said['from']})")
