"""A quantity of seats, through the front door: in memory, and on real servers."""

import asyncio
from typing import Any

import httpx2
import pytest

from tests.edge.front import Front, Person, event

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


async def best(buyer: Person, id_: str, quantity: int) -> httpx2.Response:
    return await buyer.asks("POST", "/bookings", json={"event_id": id_, "ticket_type": "seat", "quantity": quantity})


async def strict(organiser: Person) -> str:
    """An event that forbids to leave a seat alone."""
    id_ = str((await organiser.asks("POST", "/events", json=event() | {"no_single_seats": True})).json()["event_id"])
    section = {"section": "stalls", "ticket_type": "seat", "rows": {"A": 6}}
    await organiser.asks("POST", f"/events/{id_}/sections", json=section)
    await organiser.asks("POST", f"/events/{id_}/publication")
    await organiser.sees(f"/events/{id_}/availability", capacity=11)
    return id_


def code(said: httpx2.Response) -> tuple[int, str, Any]:
    return said.status_code, said.json().get("code", ""), said.json().get("lost", [])


async def test_a_buyer_has_the_best_seats_and_sees_which(front: Front) -> None:
    id_, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    said = await best(buyer, id_, 2)
    assert (said.status_code, said.json()["type"]) == (201, "BookingConfirmed"), said.text
    assert said.json()["seats"] == ["stalls-A3", "stalls-A4"]
    booking = await buyer.becomes(f"/bookings/{said.json()['booking_id']}", lambda shown: shown["tickets"])
    assert [ticket["seat"] for ticket in booking["tickets"]] == booking["seats"] == ["stalls-A3", "stalls-A4"]
    taken = await buyer.becomes(f"/events/{id_}/seats?section=stalls", lambda shown: len(shown["taken"]) == 2)
    assert taken["taken"] == {"stalls-A3": "sold", "stalls-A4": "sold"}
    sections = (await buyer.asks("GET", f"/events/{id_}/availability")).json()["sections"]
    assert [(one["held"], one["sold"]) for one in sections] == [(0, 2)]


async def test_seats_are_given_together_or_not_at_all(front: Front) -> None:
    id_, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    assert code(await best(buyer, id_, 7)) == (409, "no_seats_together", [])
    answers = await asyncio.gather(*(best(buyer, id_, 5) for _ in range(4)))
    assert sorted(code(said)[:2] for said in answers) == [(201, ""), (201, ""), *[(409, "no_seats_together")] * 2]
    assert code(await best(buyer, id_, 1))[0] == 201
    wish = {"event_id": id_, "ticket_type": "unheard of", "quantity": 1}
    assert code(await buyer.asks("POST", "/bookings", json=wish)) == (409, "unknown_ticket_type", [])


async def test_the_socket_names_the_seats_that_were_picked(front: Front) -> None:
    id_, buyer = await front.on_sale(await front.person(organiser=True), price=900), await front.person()
    async with front.live(buyer) as watcher:
        said = await best(buyer, id_, 2)
        channel = f"booking:{said.json()['booking_id']}"
        assert (await watcher.asks("subscribe", channel=channel, after=0))["type"] == "subscribed"
        news = await watcher.news_until("BookingHeld")
    assert news[-1]["seats"] == said.json()["seats"] == ["stalls-A3", "stalls-A4"]


async def test_an_event_may_forbid_to_leave_a_seat_alone(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    id_ = await strict(organiser)
    assert (await buyer.asks("GET", f"/events/{id_}")).json()["no_single_seats"] is True
    assert code(await front.buys(buyer, id_, "stalls-A2")) == (409, "single_seat", ["stalls-A1"])
    assert code(await front.buys(buyer, id_, "stalls-A1"))[0] == 201
    assert code(await front.buys(buyer, id_, "stalls-A2", "stalls-A3", "stalls-A4", "stalls-A5"))[0] == 201


async def test_the_rule_is_changed_of_a_draft_alone(front: Front) -> None:
    organiser = await front.person(organiser=True)
    id_ = str((await organiser.asks("POST", "/events", json=event())).json()["event_id"])
    said = await organiser.asks("PATCH", f"/events/{id_}", json={"no_single_seats": True})
    assert said.json()["changed"] == ["no_single_seats"]
    await organiser.sees(f"/events/{id_}", no_single_seats=True)
    await organiser.asks("POST", f"/events/{id_}/publication")
    assert code(await organiser.asks("PATCH", f"/events/{id_}", json={"no_single_seats": False}))[1] == "not_a_draft"
