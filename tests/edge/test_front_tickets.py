"""Tickets, as their buyers, gates and organisers see them at the door."""

from typing import Any

import pytest

from contracts.ticket_codes import TicketRefused, key_of, serial_of, verify
from tests.edge.front import Front, Person

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


async def bought(front: Front, buyer: Person, event: str, *seats: str) -> dict[str, Any]:
    """The booking as it is shown with its tickets."""
    said = await front.buys(buyer, event, *seats)
    assert said.status_code == 201, said.text
    return await buyer.becomes(f"/bookings/{said.json()['booking_id']}", lambda shown: shown.get("tickets"))


async def keys(front: Front) -> list[Any]:
    found = await front.client.get("/.well-known/ticket-keys.json")
    assert found.status_code == 200 and found.headers["Cache-Control"] == "max-age=60"
    return [key_of(one) for one in found.json()["keys"]]


async def test_a_gate_verifies_with_public_keys_and_the_list_of_void_tickets(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    event = await front.on_sale(organiser)
    kept, given_back = [await bought(front, buyer, event, seat) for seat in ("stalls-A1", "stalls-A2")]
    good, over = kept["tickets"][0]["code"], given_back["tickets"][0]["code"]
    assert [verify(code, await keys(front), event).place for code in (good, over)] == ["stalls-A1", "stalls-A2"]
    assert (await buyer.asks("DELETE", f"/bookings/{given_back['id']}")).status_code == 200
    found = await organiser.becomes(f"/events/{event}/tickets/void", lambda shown: shown["items"])
    assert found == {"event_id": event, "items": [serial_of(over)], "next": None}
    assert verify(good, await keys(front), event, found["items"])
    with pytest.raises(TicketRefused, match="void"):
        verify(over, await keys(front), event, found["items"])


async def test_void_tickets_are_for_the_events_organiser(front: Front) -> None:
    event = await front.on_sale(await front.person(organiser=True))
    other, buyer = await front.person(organiser=True), await front.person()
    path = f"/events/{event}/tickets/void"
    assert [(await one.asks("GET", path)).json()["code"] for one in (other, buyer)] == ["foreign_event", "role_missing"]
    assert (await other.asks("GET", "/events/nothing/tickets/void")).status_code == 404
