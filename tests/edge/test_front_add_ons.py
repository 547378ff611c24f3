"""Tickets and what goes along with them, through the front door: in memory, and on real servers."""

from typing import Any

import httpx2
import pytest

from tests.edge.front import Front, Person, event

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
ADULT = {"name": "adult", "price": 0, "capacity": 5}
PARKING = {"name": "parking", "price": 0, "capacity": 3, "per_ticket": 2}
FLOOR = {"name": "floor", "size": 5, "ticket_types": ["adult"], "add_ons": ["parking"]}
SOLD = {"ticket_types": [ADULT], "add_ons": [PARKING], "quotas": [FLOOR]}


async def on_sale(organiser: Person, **other: Any) -> str:
    said = await organiser.asks("POST", "/events", json=event() | SOLD | other)
    id_ = str(said.json()["event_id"])
    assert (await organiser.asks("POST", f"/events/{id_}/publication")).status_code == 200
    await organiser.sees(f"/events/{id_}/availability", capacity=5)
    return id_


async def buys(buyer: Person, id_: str, quantity: int, **add_ons: int) -> httpx2.Response:
    wish = {"event_id": id_, "ticket_type": "adult", "quantity": quantity, "add_ons": add_ons}
    return await buyer.asks("POST", "/bookings", json=wish)


async def test_a_booking_has_its_add_ons_and_the_page_says_what_is_left(front: Front) -> None:
    id_, buyer = await on_sale(await front.person(organiser=True)), await front.person()
    said = await buys(buyer, id_, 2, parking=2)
    assert said.status_code == 201 and said.json()["add_ons"] == {"parking": 2}
    await buyer.sees(f"/bookings/{said.json()['booking_id']}", state="confirmed", add_ons={"parking": 2})
    left = {"name": "parking", "price": 0, "capacity": 3, "held": 0, "sold": 2, "free": 1}
    shown = await buyer.sees(f"/events/{id_}/availability", add_ons=[left])
    assert [kind["free"] for kind in shown["ticket_types"]] == [1]
    refused = await buys(buyer, id_, 1, parking=1)
    assert refused.status_code == 409
    assert (refused.json()["code"], refused.json()["lost"]) == ("add_on_sold_out", ["parking"])
    assert (await buyer.asks("DELETE", f"/bookings/{said.json()['booking_id']}")).status_code == 200
    await buyer.sees(f"/events/{id_}/availability", add_ons=[left | {"sold": 0, "free": 3}])


async def test_a_quote_is_what_is_held_with_a_code_that_leaves_add_ons_as_they_are(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    priced = {"ticket_types": [ADULT | {"price": 1_000}], "add_ons": [PARKING | {"price": 500}]}
    id_ = await on_sale(organiser, **priced, terms={"tax_rate": 1_900, "fee": 100})
    code = {"code": "HALVED", "percent": 5_000}
    assert (await organiser.asks("POST", "/promotions", json=code)).status_code == 201
    await organiser.becomes("/promotions", lambda shown: shown["items"])
    wish = {"ticket_type": "adult", "quantity": 1, "add_ons": {"parking": 2}, "code": "HALVED"}
    quoted = (await buyer.asks("POST", f"/events/{id_}/quote", json=wish)).json()
    assert quoted["price"] == 500 + 100 + 2 * 500
    held = (await buyer.asks("POST", "/bookings", json=wish | {"event_id": id_})).json()
    assert (held["price"], held["breakdown"], held["shares"]) == (quoted["price"], quoted["breakdown"], [600])
