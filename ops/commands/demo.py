"""`boxoffice demo`: an organiser, a buyer, and an event on sale, made through the public door."""

import asyncio
import json
import logging
import secrets
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import aiohttp
import typer

from ops.client.door import Door, Refusal
from ops.client.running import AsJson, At, running
from ops.sale.play import Wish, described, play
from ops.takings.played import play as takings
from ops.takings.statement import described as stated

PATIENCE = 15.0
"""Seconds."""
ROWS = {"A": 20, "B": 20, "C": 20}


def demo(
    at: At = "",
    as_json: AsJson = False,
    price: Annotated[int, typer.Option(min=0, help="Of one ticket, in cents; 0 is free.")] = 4500,
    sale: Annotated[int, typer.Option(min=0, help="Play a whole sale of so many places, with a queue.")] = 0,
    buyers: Annotated[int, typer.Option(min=0, help="People who want them; default: four for each place.")] = 0,
    per_minute: Annotated[int, typer.Option(min=1, max=60_000, help="Turns granted a minute.")] = 1_200,
    within: Annotated[
        float | None,
        typer.Option(
            min=1, help="Seconds after which the sale is given up; default: 900, and one for each two places."
        ),
    ] = None,
    crowd: Annotated[str, typer.Option(help="The people of an earlier sale, by the name that it told.")] = "",
    money: Annotated[
        bool, typer.Option("--money", help="Play a day of 2,000 bookings in memory, and print what came of the money.")
    ] = False,
) -> None:
    """Put an event on sale, with people to try it with; or play a whole sale with a queue, or a day's money.

    Example: boxoffice demo --json
    """
    if money:
        raise typer.Exit(taken(as_json))
    found = running(at)
    if sale:
        roomy(found, people := buyers or 4 * sale)
        wish = Wish(sale, people, per_minute, within or 900 + sale / 2, crowd)
        raise typer.Exit(played(found, at, wish, as_json))
    made = asyncio.run(make(found["edge"], price))
    (Path(found["data"]) / "demo.json").write_text(json.dumps(made))
    if as_json:
        typer.echo(json.dumps(made))
        return
    typer.echo(
        f"On sale: {made['name']}, {price / 100:.2f} EUR a ticket\n"
        f"  event      {found['edge']}/events/{made['event_id']}\n"
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
    result = asyncio.run(play(found, at, wish, tell=(lambda _: None) if as_json else typer.echo))
    typer.echo(json.dumps(result) if as_json else described(result))
    return int(bool(result["wrong"]))


def taken(as_json: bool) -> int:
    """Plays a day's money, and prints its statement; 1 if anything is not in order."""
    logging.disable(logging.CRITICAL)  # the day is full of failures that are meant to be
    result = takings()
    logging.disable(logging.NOTSET)
    typer.echo(json.dumps(asdict(result)) if as_json else stated(result))
    return int(bool(result.wrong))


async def make(edge: str, price: int) -> dict[str, Any]:
    async with aiohttp.ClientSession() as http:
        mark, door = secrets.token_hex(3), Door(edge, http)
        people = {
            who: {"mail": f"{who}-{mark}@example.com", "password": secrets.token_urlsafe(9)}
            for who in ("organiser", "buyer")
        }
        for who, person in people.items():
            await registered(door, person, organiser=who == "organiser")
        organiser = await Door(edge, http).log_in(**people["organiser"])
        event_id = await open_event(organiser, f"The Night Opera {mark}", price)
        return {"event_id": event_id, "name": f"The Night Opera {mark}", **people}


async def registered(door: Door, person: dict[str, str], organiser: bool) -> None:
    """A door that has just been opened may not know its keys yet: then it is asked again."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                await door.register(person["mail"], person["password"], organiser)
                return
            except Refusal as refusal:
                if refusal.code != "starting":
                    raise
            await asyncio.sleep(0.2)


async def open_event(organiser: Door, name: str, price: int, places: int = 200) -> str:
    """A seated section, and standing places that two types share, on sale from now on."""
    now = datetime.now(UTC)
    venue = await organiser.call("POST", "/venues", {"name": "The Old House", "capacity": 60 + places, "place": "Lyon"})
    body = {
        "name": name,
        "description": "A demonstration.",
        "category": "opera",
        "place": "Lyon",
        "currency": "EUR",
        "venue_id": venue.get("venue_id") or venue.get("id"),
        "ticket_types": [
            {"name": "seat", "price": price},
            {"name": "standing", "price": price, "capacity": places},
            {"name": "student", "price": price // 2, "capacity": places // 2},
        ],
        "quotas": [{"name": "floor", "size": places, "ticket_types": ["standing", "student"]}],
        "sale_opens": (now - timedelta(minutes=1)).isoformat(),
        "sale_closes": (now + timedelta(days=7)).isoformat(),
        "starts_at": (now + timedelta(days=7)).isoformat(),
        "ends_at": (now + timedelta(days=7, hours=3)).isoformat(),
    }
    created = await organiser.call("POST", "/events", body)
    event_id = str(created.get("event_id") or created["id"])
    await organiser.call(
        "POST", f"/events/{event_id}/sections", {"section": "stalls", "ticket_type": "seat", "rows": ROWS}
    )
    await organiser.call("POST", f"/events/{event_id}/publication")
    return event_id
