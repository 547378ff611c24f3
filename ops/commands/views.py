"""`boxoffice views`: how far the read models are behind, and how they are built anew."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from choreography.postgres.beside import InUse, OtherTables
from handlers.views import views as service
from ops import at
from ops.client.running import AsJson, At
from ops.commands.printing import as_json, console
from ops.rebuild import rebuilt
from ops.rebuild.progress import Incomplete, Progress, Stuck
from ops.topics import Behind, behind

views = typer.Typer(no_args_is_help=True, help="The read models that the front door shows.")


@views.command()
def lag(at_: At = "", json: AsJson = False) -> None:
    """How far the views are behind, by topic. Exit code 1 if they are behind at all.

    Example: boxoffice views lag --json
    """
    lags = at.ask(at_, lambda inspector: inspector.lags(service))
    found = {topic: one for topic in service.topics for one in behind(topic, [("views", lag) for lag in lags])}
    if json:
        as_json(found)
    else:
        for topic, one in found.items():
            console().print(f"{topic:20} {said(one)}")
    raise typer.Exit(any(one.messages for one in found.values()))


def said(one: Behind) -> str:
    return f"{one.messages} messages, {one.seconds} s behind" if one.messages else "up to date"


@views.command()
def rebuild(
    at_: At = "",
    anew: Annotated[bool, typer.Option("--anew", help="Do not go on with one that was broken off.")] = False,
    json: AsJson = False,
) -> None:
    """Build the views anew from the log alone while the old ones serve, then swap. Exit code 1 if that cannot be.

    Example: boxoffice views rebuild --anew
    """
    with at.or_exit(), refused():
        place = at.find(at_)
        if place.tools:
            raise at.NowhereError("a box office in memory has no tables to build anew")
        found = asyncio.run(rebuilt("views", place.mesh, place.kafka, quiet if json else told, anew))
    if json:
        as_json(found)
    else:
        resumed = f", {found.resumed} of them by a call before" if found.resumed else ""
        console().print(f"{found.records} records in {found.seconds} s{resumed}; the new tables serve")
        console().print(f"{found.dead} of them could not be handled ({found.dead_before} in the old tables)")


def told(seen: Progress) -> None:
    share = 100 * seen.records // seen.of if seen.of else 100
    left = "" if seen.left is None else f", about {seen.left:.0f} s left"
    console().print(f"{seen.records} of {seen.of} records ({share} %){left}")


def quiet(seen: Progress) -> None:
    return


@contextmanager
def refused() -> Iterator[None]:
    try:
        yield
    except (Incomplete, Stuck, InUse, OtherTables) as error:
        typer.echo(f"nothing was changed: {error}", err=True)
        raise typer.Exit(1) from error
