"""An event with bookings is called off by who has seen what that means: at the door, in memory and on real servers."""

from typing import Any

import pytest

from tests.edge.front import Front, Person, Watcher
from tests.edge.till import Till

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
PRICE = 900


async def seen(organiser: Person, event: str, **figures: Any) -> dict[str, Any]:
    return await organiser.sees(f"/events/{event}/cancellation", **figures)


async def moved_to(live: Watcher, refunded: int) -> int:
    """How many bookings are cancelled by when so much went back, as it is told."""
    said: dict[str, Any] = {"cancelled": 0, "refunded": 0}
    while said["refunded"] < refunded or said["cancelled"] < 4:
        heard = await live.hears()
        assert heard["type"] == "news" and heard["body"]["cancelled"] >= said["cancelled"], heard
        said = heard["body"]
    return int(said["cancelled"])


async def calls_off(organiser: Person, event: str, code: str) -> Any:
    return await organiser.asks("POST", f"/events/{event}/cancellation", json={"reason": "rain", "code": code})


async def paid(front: Front, paying: Till, buyer: Person, event: str, seat: str) -> str:
    booking = str((await front.buys(buyer, event, seat)).json()["booking_id"])
    await paying.pays(buyer, booking)
    await buyer.sees(f"/bookings/{booking}", state="confirmed")
    return booking


async def test_number_and_sum_are_seen_first_and_then_all_of_it_goes_back(front: Front, paying: Till) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    event = await front.on_sale(organiser, PRICE)
    bookings = [await paid(front, paying, buyer, event, f"stalls-A{n}") for n in (1, 2, 3)]
    assert (await front.buys(buyer, event, "stalls-B1")).status_code == 201
    told = await seen(organiser, event, bookings=4, refund=3 * PRICE)
    assert (told["currency"], told["refunded"], told["done"]) == ("EUR", 0, False)
    async with front.live(organiser) as live:
        assert (await live.asks("subscribe", channel=f"cancellation:{event}", after=0))["type"] == "subscribed"
        assert (await calls_off(organiser, event, told["code"])).json()["type"] == "EventCancelled"
        assert await moved_to(live, 3 * PRICE) == 4
    over = await seen(organiser, event, done=True)
    assert (over["bookings"], over["cancelled"], over["refunded"]) == (0, 4, 3 * PRICE)
    assert (over["refund"], over["failed"], over["at_risk"], over["code"]) == (0, 0, 0, None)
    for booking in bookings:
        assert (await buyer.sees(f"/bookings/{booking}"))["payment"]["refunded"] == PRICE


async def test_without_the_code_of_these_very_figures_nothing_is_called_off(front: Front, paying: Till) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    event = await front.on_sale(organiser, PRICE)
    await paid(front, paying, buyer, event, "stalls-A1")
    first = await seen(organiser, event, refund=PRICE)
    said = await calls_off(organiser, event, "")
    assert (said.status_code, said.json()["code"], said.json()["refund"]) == (409, "confirmation_needed", PRICE)
    await paid(front, paying, buyer, event, "stalls-A2")
    await seen(organiser, event, refund=2 * PRICE)
    said = await calls_off(organiser, event, first["code"])
    assert (said.status_code, said.json()["code"], said.json()["refund"]) == (409, "preview_changed", 2 * PRICE)
    assert (await buyer.sees(f"/events/{event}"))["state"] == "on_sale"
    assert (await calls_off(organiser, event, said.json()["confirmation"])).status_code == 200
    await seen(organiser, event, done=True)


async def test_what_it_means_is_for_the_events_organiser_alone(front: Front) -> None:
    event = await front.on_sale(await front.person(organiser=True), PRICE)
    other, buyer = await front.person(organiser=True), await front.person()
    assert (await other.asks("GET", f"/events/{event}/cancellation")).status_code == 404
    assert (await buyer.asks("GET", f"/events/{event}/cancellation")).status_code == 403
    assert (await calls_off(other, event, "")).json()["code"] == "foreign_event"
    async with front.live(other) as live:
        assert (await live.asks("subscribe", channel=f"cancellation:{event}"))["code"] == "forbidden"
