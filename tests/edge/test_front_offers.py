"""Other seats for money that came late, at the door of a box office in memory."""

import asyncio
import uuid
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contracts.base import Message
from contracts.catalog import EventPublished, SectionPublished, TicketType
from ops.at import Place
from ops.commands.answered import ask
from tests.edge.counter import Counter
from tests.edge.front import Front, Person

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory"], indirect=True)]
SOON, HOUR = timedelta(seconds=1), timedelta(hours=1)
SEAT = TicketType(name="seat", price=900)


async def say(place: Place, message: Message) -> None:
    """Nobody answers an event."""
    with suppress(TimeoutError):
        async with asyncio.timeout(0.5):
            await ask(place, message)


async def on_sale(place: Place, buyer: Person, organiser: str) -> str:
    """It is told of behind the door: no organiser may have so short a deadline."""
    event, now = uuid.uuid4().hex[:12], datetime.now(UTC)
    await say(
        place,
        EventPublished(
            event_id=event, name="Opera", currency="EUR", capacity=6, ticket_types=(SEAT,),
            sale_opens=now - HOUR, sale_closes=now + HOUR, hold_for=SOON, offline_for=SOON, organiser_id=organiser,
        ),
    )  # fmt: skip
    await say(place, SectionPublished(event_id=event, section="stalls", ticket_type="seat", price=900, rows={"A": 6}))
    await buyer.sees(f"/events/{event}/availability", capacity=6)
    return event


async def overdue(counter: Counter, organiser: Person, buyer: Person) -> dict[str, Any]:
    event = await on_sale(counter.place, buyer, (await organiser.asks("GET", "/me")).json()["id"])
    wish = {"event_id": event, "seats": ["stalls-A1"], "offline": True}
    said = await buyer.asks("POST", "/bookings", json=wish)
    assert said.status_code == 201, said.text
    held: dict[str, Any] = said.json()
    await buyer.sees(f"/bookings/{held['booking_id']}", state="expired")
    return held


async def test_who_accepts_the_seats_that_the_socket_tells_of_has_tickets_for_them(
    front: Front, counter: Counter
) -> None:
    organiser, buyer, other = await front.person(organiser=True), await front.person(), await front.person()
    held = await overdue(counter, organiser, buyer)
    path = f"/bookings/{held['booking_id']}"
    assert (await front.buys(other, held["event_id"], "stalls-A1")).status_code == 201
    async with front.live(buyer) as watcher:
        await watcher.asks("subscribe", channel=f"booking:{held['booking_id']}", after=0)
        assert (await organiser.asks("POST", f"{path}/payment")).status_code == 200
        offer = (await watcher.news_until("BookingOffered"))[-1]
        assert (offer["price"], offer["apart"]) == (900, False) and offer["seats"] != ["stalls-A1"]
        assert (await buyer.asks("POST", f"{path}/offer")).json()["type"] == "BookingConfirmed"
        await watcher.news_until("TicketsIssued")
    shown = await buyer.becomes(path, lambda shown: shown["tickets"])
    assert (shown["state"], shown["seats"], len(shown["tickets"])) == ("confirmed", offer["seats"], 1)
