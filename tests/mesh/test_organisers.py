"""Whom operators suspend sells nothing of any event, in memory and on the real servers alike."""

import uuid
from datetime import UTC, datetime

from contracts.bookings import BookingConfirmed, BookingRejected
from contracts.catalog import (
    CreateEvent,
    OrganiserSuspended,
    PublishEvent,
    ReinstateOrganiser,
    SuspendOrganiser,
    TicketType,
)
from handlers.bookings.rows import Sale
from handlers.catalog.rows import Selling
from tests.mesh.profiles import Mesh
from tests.mesh.test_event_life import HOUR, wish


async def sells(mesh: Mesh, organiser: str) -> str:
    """An event of theirs that is on sale, and listed."""
    of, now = {"event_id": uuid.uuid4().hex[:12], "organiser_id": organiser}, datetime.now(UTC)
    times = {"sale_opens": now - HOUR, "sale_closes": now + HOUR, "starts_at": now + HOUR, "ends_at": now + 2 * HOUR}
    kinds = (TicketType(name="standing", price=0, capacity=9),)
    await mesh.ask(CreateEvent(**of, name="Opera", currency="EUR", ticket_types=kinds, **times))
    await mesh.ask(PublishEvent(**of))
    await mesh.becomes("catalog", Selling, organiser, of["event_id"])
    return of["event_id"]


async def test_each_event_of_a_suspended_organiser_stops_and_goes_on_once_they_are_reinstated(mesh: Mesh) -> None:
    by = {"organiser_id": uuid.uuid4().hex[:12], "operator_id": "oscar"}
    events = [await sells(mesh, by["organiser_id"]) for _ in range(2)]
    assert isinstance(await mesh.ask(SuspendOrganiser(**by)), OrganiserSuspended)
    for event in events:
        await mesh.becomes("bookings", Sale, event, suspended=True)
        refused = await mesh.ask(wish(event))
        assert isinstance(refused, BookingRejected) and refused.reason == "organiser_suspended"
    await mesh.ask(ReinstateOrganiser(**by))
    for event in events:
        await mesh.becomes("bookings", Sale, event, suspended=False)
        assert isinstance(await mesh.ask(wish(event)), BookingConfirmed)
