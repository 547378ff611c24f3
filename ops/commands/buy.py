"""`boxoffice buy`: one purchase through the public door."""

import asyncio
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from ops.client.purchase import Purchase, Unsold
from ops.client.refused import or_exit
from ops.client.running import AsJson, At, running


def buy(
    at: At = "",
    as_json: AsJson = False,
    event: Annotated[str, typer.Option(help="The event; default: that of `boxoffice demo`.")] = "",
    seats: Annotated[str, typer.Option(help="Seats, with commas between: stalls-A1,stalls-A2.")] = "",
    quantity: Annotated[int, typer.Option(min=1, max=20, help="So many of the type, where no seats are named.")] = 1,
    ticket_type: Annotated[str, typer.Option(help="Of one that is sold by seat: the best together.")] = "standing",
    card: Annotated[str, typer.Option(help="The fake's payment method, e.g. pm_card_chargeDeclined.")] = "pm_card_visa",
) -> None:
    """Buy tickets as the demo's buyer would. Exit code 1, and the reason, if there are none; 2 if nobody opens.

    Example: boxoffice buy --ticket-type standing --quantity 2
    """
    found = running(at)
    file = Path(found["data"]) / "demo.json"
    if not file.exists():
        typer.echo("there is no demo event yet: run `boxoffice demo` first", err=True)
        raise typer.Exit(2)
    demo = json.loads(file.read_text())
    wish = {"event_id": event or demo["event_id"]}
    wish |= {"seats": seats.split(",")} if seats else {"ticket_type": ticket_type, "quantity": quantity}
    purchase = Purchase(quiet=as_json)
    try:
        with or_exit("no tickets", as_json):
            result = asyncio.run(purchase.make(found, demo["buyer"], wish, card))
    except Unsold as failure:
        typer.echo(f"no tickets: {failure}", err=True)
        raise typer.Exit(1) from failure
    typer.echo(json.dumps(result) if as_json else summary(result))
    raise typer.Exit(0 if result["state"] == "confirmed" else 1)


def summary(booking: dict[str, Any]) -> str:
    tickets = [
        f"  ticket   {one.get('seat') or booking['ticket_type']}  {one['code'][:40]}..." for one in booking["tickets"]
    ]
    reason = f" ({booking['reason']})" if booking.get("reason") else ""
    return "\n".join([f"booking {booking['id']}: {booking['state']}{reason}", *tickets])
