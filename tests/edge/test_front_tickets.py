"""Tickets, as their buyers, gates and organisers see them at the door."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from contracts.ticket_codes import TicketRefused, key_of, serial_of, verify
from tests.edge.browser import follows, presses
from tests.edge.front import Front, Person, event

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


async def bought(front: Front, buyer: Person, id_: str, *seats: str) -> dict[str, Any]:
    """The booking as it is shown with its tickets."""
    said = await front.buys(buyer, id_, *seats)
    assert said.status_code == 201, said.text
    return await buyer.becomes(f"/bookings/{said.json()['booking_id']}", lambda shown: shown.get("tickets"))


async def keys(front: Front) -> list[Any]:
    found = await front.client.get("/.well-known/ticket-keys.json")
    assert found.status_code == 200 and found.headers["Cache-Control"] == "max-age=60"
    return [key_of(one) for one in found.json()["keys"]]


async def test_a_gate_verifies_with_public_keys_and_the_list_of_void_tickets(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    id_ = await front.on_sale(organiser)
    kept, given_back = [await bought(front, buyer, id_, seat) for seat in ("stalls-A1", "stalls-A2")]
    good, over = kept["tickets"][0]["code"], given_back["tickets"][0]["code"]
    assert [verify(code, await keys(front), id_).place for code in (good, over)] == ["stalls-A1", "stalls-A2"]
    assert (await buyer.asks("DELETE", f"/bookings/{given_back['id']}")).status_code == 200
    found = await organiser.becomes(f"/events/{id_}/tickets/void", lambda shown: shown["items"])
    assert found == {"event_id": id_, "items": [serial_of(over)], "next": None}
    assert verify(good, await keys(front), id_, found["items"])
    with pytest.raises(TicketRefused, match="void"):
        verify(over, await keys(front), id_, found["items"])


async def test_void_tickets_are_for_the_events_organiser(front: Front) -> None:
    id_ = await front.on_sale(await front.person(organiser=True))
    other, buyer = await front.person(organiser=True), await front.person()
    path = f"/events/{id_}/tickets/void"
    assert [(await one.asks("GET", path)).json()["code"] for one in (other, buyer)] == ["foreign_event", "role_missing"]
    assert (await other.asks("GET", "/events/nothing/tickets/void")).status_code == 404


async def test_a_buyer_sees_and_prints_tickets_and_nobody_else_does(front: Front) -> None:
    buyer, other = await front.person(), await front.person()
    id_ = await front.on_sale(await front.person(organiser=True))
    path = f"/bookings/{(await bought(front, buyer, id_, 'stalls-A1', 'stalls-A2'))['id']}"
    page, pdf = [await buyer.asks("GET", f"{path}/{form}") for form in ("tickets", "tickets.pdf")]
    assert page.headers["Content-Type"].startswith("text/html") and page.headers["Cache-Control"] == "private, no-store"
    assert page.text.count("<article") == 2 and "Opera" in page.text and "stalls, row A, seat 2" in page.text
    assert pdf.headers["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF-")
    for form in ("tickets", "tickets.pdf"):
        assert (await other.asks("GET", f"{path}/{form}")).status_code == 404
        assert (await front.client.get(f"{path}/{form}")).status_code == 401


async def test_the_link_of_a_booking_opens_its_tickets_alone_without_a_token(front: Front) -> None:
    buyer, id_ = await front.person(), await front.on_sale(await front.person(organiser=True))
    first, second = [await bought(front, buyer, id_, seat) for seat in ("stalls-A1", "stalls-A2")]
    page = await follows(front.client, first["tickets_url"])
    assert page.status_code == 200 and "seat 1" in page.text and str(page.url).endswith("/tickets")
    assert (await presses(front.client, page, "/tickets/pdf")).content.startswith(b"%PDF-")
    assert (await presses(front.client, page, "/tickets/1/pass")).content.startswith(b"PK")
    over = await follows(front.client, first["tickets_url"].replace(first["id"], second["id"]))
    assert over.status_code == 403 and "This link is over" in over.text


async def test_a_link_may_be_pasted_whole_and_its_key_in_an_address_opens_nothing(front: Front) -> None:
    buyer, id_ = await front.person(), await front.on_sale(await front.person(organiser=True))
    booking = await bought(front, buyer, id_, "stalls-A1")
    link = f"{front.client.base_url}{booking['tickets_url']}"
    whole = await front.client.post("/tickets", data={"key": f" {link} "})
    assert whole.status_code == 200 and "seat 1" in whole.text
    asked = {"key": link.partition("#")[2]}
    for form in ("tickets", "tickets.pdf", "tickets/1/pass"):
        said = await front.client.get(f"/bookings/{booking['id']}/{form}", params=asked)
        assert (said.status_code, said.json()["code"]) == (401, "token_missing")
    assert "seat 1" not in (await front.client.get("/tickets", params=asked)).text


async def test_a_booking_without_tickets_has_none_to_show(front: Front) -> None:
    buyer, id_ = await front.person(), await front.on_sale(await front.person(organiser=True), price=900)
    path = f"/bookings/{(await front.buys(buyer, id_, 'stalls-A1')).json()['booking_id']}"
    assert (await buyer.sees(path, state="held"))["tickets_url"] is None
    assert (await buyer.asks("GET", f"{path}/tickets")).status_code == 404


async def test_an_event_keeps_the_clock_in_which_its_organiser_said_when_it_starts(front: Front) -> None:
    organiser = await front.person(organiser=True)
    starts = (datetime.now(UTC) + timedelta(days=10)).astimezone(timezone(timedelta(hours=5.5))).isoformat()
    said = await organiser.asks("POST", "/events", json=event() | {"starts_at": starts})
    shown = await organiser.sees(f"/events/{said.json()['event_id']}", state="draft")
    assert shown["utc_offset"] == 330


async def test_a_buyer_has_new_tickets_and_the_old_ones_open_no_gate(front: Front) -> None:
    organiser, buyer, other = await front.person(organiser=True), await front.person(), await front.person()
    id_ = await front.on_sale(organiser)
    booking = await bought(front, buyer, id_, "stalls-A1")
    path, old = f"/bookings/{booking['id']}", booking["tickets"][0]["code"]
    assert (await other.asks("POST", f"{path}/tickets/reissue")).status_code == 404
    async with front.live(buyer) as watcher:
        await watcher.asks("subscribe", channel=f"booking:{booking['id']}", after=0)
        said = await buyer.asks("POST", f"{path}/tickets/reissue")
        assert (said.status_code, said.json()["type"], said.json()["issue"]) == (200, "TicketsReissued", 2)
        news = await watcher.news_until("TicketsReissued")
    assert "codes" not in news[-1]
    (new,) = (await buyer.becomes(path, lambda shown: shown["tickets"][0]["code"] != old))["tickets"]
    void = (await organiser.asks("GET", f"/events/{id_}/tickets/void")).json()["items"]
    assert verify(new["code"], await keys(front), id_, void).issue == 2
    with pytest.raises(TicketRefused, match="void"):
        verify(old, await keys(front), id_, void)


async def test_a_booking_that_is_over_has_no_tickets_to_reissue(front: Front) -> None:
    buyer, id_ = await front.person(), await front.on_sale(await front.person(organiser=True))
    path = f"/bookings/{(await bought(front, buyer, id_, 'stalls-A1'))['id']}"
    await buyer.asks("DELETE", path)
    await buyer.becomes(path, lambda shown: not shown["tickets"])
    said = await buyer.asks("POST", f"{path}/tickets/reissue")
    assert (said.status_code, said.json()["code"]) == (409, "no_tickets")
