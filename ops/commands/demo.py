"""`boxoffice demo`: an organiser, a buyer, and an event on sale, made through the public door."""

import asyncio
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from ops.at import or_exit as or_unreached
from ops.client.on_sale import on_sale
from ops.client.refused import or_exit
from ops.client.running import AsJson, At, running
from ops.sale.play import Wish, described, play
from ops.takings.played import BOOKINGS
from ops.takings.played import play as takings
from ops.takings.running.played import Wish as Day
from ops.takings.running.played import play as takings_at
from ops.takings.statement import Statement
from ops.takings.statement import described as stated

Price = Annotated[int, typer.Option(min=0, help="Of one ticket, in cents; 0 is free.")]
Places = Annotated[int, typer.Option(min=0, help="Play a whole sale of so many places, with a queue.")]
Buyers = Annotated[int, typer.Option(min=0, help="People who want them; default: four for each place.")]
PerMinute = Annotated[int, typer.Option(min=1, max=60_000, help="Turns granted a minute.")]
WITHIN = "Seconds after which the sale is given up; default: 900, and one for each two places."
Within = Annotated[float | None, typer.Option(min=1, help=WITHIN)]
Crowd = Annotated[str, typer.Option(help="The people of an earlier sale, by the name that it told.")]
MONEY = "Play a day's bookings and print what came of the money: in memory, or at --at."
Money = Annotated[bool, typer.Option("--money", help=MONEY)]
Bookings = Annotated[int, typer.Option(min=40, max=20_000, help="Of that day.")]


def demo(
    at: At = "",
    as_json: AsJson = False,
    price: Price = 4500,
    sale: Places = 0,
    buyers: Buyers = 0,
    per_minute: PerMinute = 1_200,
    within: Within = None,
    crowd: Crowd = "",
    money: Money = False,
    bookings: Bookings = BOOKINGS,
) -> None:
    """Put an event on sale, with people to try it with; or play a whole sale with a queue, or a day's money.

    Example: boxoffice demo --json
    """
    if money:
        raise typer.Exit(taken(at, bookings, as_json))
    found = running(at)
    if sale:
        roomy(found, people := buyers or 4 * sale)
        wish = Wish(sale, people, per_minute, within or 900 + sale / 2, crowd)
        raise typer.Exit(played(found, at, wish, as_json))
    with or_exit("nothing is on sale", as_json):
        made = asyncio.run(on_sale(found["edge"], price))
    (Path(found["data"]) / "demo.json").write_text(json.dumps(made))
    typer.echo(json.dumps(made) if as_json else shown(made, found["edge"], price))


def shown(made: dict[str, Any], edge: str, price: int) -> str:
    return (
        f"On sale: {made['name']}, {price / 100:.2f} EUR a ticket\n"
        f"  event      {edge}/events/{made['event_id']}\n"
        f"  organiser  {made['organiser']['mail']}  password {made['organiser']['password']}\n"
        f"  buyer      {made['buyer']['mail']}  password {made['buyer']['password']}\n"
        "Next:  boxoffice buy   or   boxoffice buy --seats stalls-A1,stalls-A2"
    )


def roomy(found: dict[str, Any], people: int) -> None:
    """Raises Exit where its doors have no sockets for so many."""
    if people > (sockets := found.get("sockets", people)):
        typer.echo(
            f"{people} people need as many sockets, and this box office has {sockets}: start it with "
            f"`boxoffice up --doors N`, or raise the bound of open files (ulimit -n)",
            err=True,
        )
        raise typer.Exit(2)


def played(found: dict[str, Any], at: str, wish: Wish, as_json: bool) -> int:
    """Plays a sale, and says what came of it; 1 if anything is not in order."""
    with or_unreached(), or_exit("no sale was played to its end", as_json):
        result = asyncio.run(play(found, at, wish, tell=(lambda _: None) if as_json else typer.echo))
    typer.echo(json.dumps(result) if as_json else described(result))
    return int(bool(result["wrong"]))


def taken(at: str, bookings: int, as_json: bool) -> int:
    """Plays a day's money, and prints its statement; 1 if anything is not in order."""
    with unlogged():
        result = taken_at(at, bookings, as_json) if at else takings(bookings)
    typer.echo(json.dumps(asdict(result)) if as_json else stated(result))
    return int(bool(result.wrong))


def taken_at(at: str, bookings: int, as_json: bool) -> Statement:
    with or_unreached(), or_exit("no day came of it", as_json):
        return asyncio.run(takings_at(running(at), at, Day(bookings)))


@contextmanager
def unlogged() -> Iterator[None]:
    """The day is full of failures that are meant to be."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
