"""Slow payments, at the door: in memory, and on real servers."""

import pytest

from tests.edge.front import Front
from tests.edge.till import Till

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


async def test_buyer_and_organiser_see_that_the_money_is_awaited_and_then_there(front: Front, paying: Till) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    event = await front.on_sale(organiser, 900)
    held = (await front.buys(buyer, event, "stalls-A1")).json()
    path = f"/bookings/{held['booking_id']}"
    intent = await paying.pays(buyer, held["booking_id"], "pm_usBankAccount_success")
    shown = await buyer.becomes(path, lambda shown: shown["state"] == "settling")
    assert shown["expires_at"] >= held["expires_at"] and shown["payment"]["client_secret"] is None
    mine = (await organiser.asks("GET", f"/events/{event}/bookings", params={"state": "settling"})).json()
    assert [one["id"] for one in mine["items"]] == [held["booking_id"]]
    await paying.settles(intent)
    await buyer.sees(path, state="confirmed")
