from statistics import median
from time import monotonic

import pytest

from tests.edge.front import Front

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
PROMPT = 1.0
"""Seconds after which an open page shows what was sold."""


async def test_a_socket_tells_each_step_of_a_booking(front: Front) -> None:
    id_, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    await front.buys(buyer, id_, "stalls-B6")
    async with front.live(buyer) as watcher:
        said = await buyer.asks("POST", "/bookings", wait=False, json={"event_id": id_, "seats": ["stalls-A1"]})
        assert (await watcher.asks("subscribe", channel=said.json()["channel"], after=0))["type"] == "subscribed"
        steps = await watcher.news_until("TicketsIssued")
    assert [step["type"] for step in steps if step["type"] != "TicketsIssued"] == [
        "BookingRequested",
        "BookingConfirmed",
    ]


async def test_a_socket_without_a_person_sees_seats_go(front: Front) -> None:
    id_, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    await front.buys(buyer, id_, "stalls-B6")
    at = (await buyer.becomes(f"/events/{id_}/availability", lambda shown: shown["sold"] == 1))["version"]
    async with front.live() as watcher:
        assert (await watcher.asks("subscribe", channel=f"event:{id_}", after=at))["at"] == at
        seen, after = dict[str, str](), list[float]()
        for seat in (f"stalls-A{number}" for number in range(1, 6)):
            assert (await front.buys(buyer, id_, seat)).status_code == 201
            began = monotonic()
            while seen.get(seat) != "sold":
                said = await watcher.hears()
                seen |= said["body"]["seats"] if said["type"] == "news" else {}
            after.append(monotonic() - began)
    assert median(after) < PROMPT


async def test_another_buyers_booking_may_not_be_watched(front: Front) -> None:
    id_, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    booking = (await front.buys(buyer, id_, "stalls-A1")).json()["booking_id"]
    async with front.live(await front.person()) as watcher:
        assert (await watcher.asks("subscribe", channel=f"booking:{booking}"))["code"] == "forbidden"
    async with front.live() as watcher:
        assert (await watcher.asks("subscribe", channel=f"booking:{booking}"))["code"] == "login_required"
