"""What cancelling gives back is said before, and is so then: at the door, in memory and on real servers."""

from typing import Any

import pytest

from tests.edge.front import Front, Person
from tests.edge.till import Till

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
PRICE, DAY = 900, 86_400


async def held(front: Front, buyer: Person, **rule: Any) -> str:
    """The path of a booking that is to be paid, of an event that starts in ten days."""
    event = await front.on_sale(await front.person(organiser=True), PRICE, **rule)
    path = f"/bookings/{(await front.buys(buyer, event, 'stalls-A1')).json()['booking_id']}"
    await buyer.sees(path, state="held")
    return path


async def paid(front: Front, buyer: Person, paying: Till, **rule: Any) -> str:
    path = await held(front, buyer, **rule)
    await paying.pays(buyer, path.rpartition("/")[2])
    await buyer.sees(path, state="confirmed")
    return path


async def test_what_was_quoted_goes_back(front: Front, paying: Till) -> None:
    buyer = await front.person()
    path = await paid(front, buyer, paying, cancel_before=DAY)
    quote = (await buyer.asks("GET", f"{path}/cancellation")).json()
    assert (quote["allowed"], quote["refund"], quote["currency"]) == (True, PRICE, "EUR") and quote["until"]
    assert (await buyer.asks("DELETE", path, params={"refund": quote["refund"]})).status_code == 200
    shown = await buyer.becomes(path, lambda shown: shown["payment"]["refunded"])
    assert (shown["state"], shown["payment"]["refunded"]) == ("cancelled", quote["refund"])
    assert not (await buyer.sees(f"{path}/cancellation", state="cancelled"))["allowed"]


async def test_who_was_quoted_before_paying_is_told_the_new_quote(front: Front, paying: Till) -> None:
    buyer = await front.person()
    path = await held(front, buyer)
    assert (await buyer.asks("GET", f"{path}/cancellation")).json()["refund"] == 0
    await paying.pays(buyer, path.rpartition("/")[2])
    await buyer.sees(path, state="confirmed")
    said = await buyer.asks("DELETE", path, params={"refund": 0})
    assert (said.status_code, said.json()["code"], said.json()["refund"]) == (409, "quote_changed", PRICE)
    assert (await buyer.sees(path))["state"] == "confirmed"


async def test_after_the_events_own_time_only_a_change_of_the_event_gives_the_money_back(
    front: Front, paying: Till
) -> None:
    buyer, organiser = await front.person(), await front.person(organiser=True)
    event = await front.on_sale(organiser, PRICE, cancel_before=11 * DAY)
    path = f"/bookings/{(await front.buys(buyer, event, 'stalls-A1')).json()['booking_id']}"
    await paying.pays(buyer, path.rpartition("/")[2])
    await buyer.sees(path, state="confirmed")
    said, quote = await buyer.asks("DELETE", path), (await buyer.asks("GET", f"{path}/cancellation")).json()
    assert (said.status_code, said.json()["code"], quote["allowed"], quote["refund"]) == (
        409,
        "too_late_to_cancel",
        False,
        0,
    )
    await organiser.asks("PATCH", f"/events/{event}", json={"place": "Harbour"})
    offer = await buyer.becomes(f"{path}/cancellation", lambda shown: shown["allowed"])
    assert (offer["refund"], offer["until"]) == (PRICE, offer["refund_until"])
    assert (await buyer.asks("DELETE", path, params={"refund": PRICE})).status_code == 200
    await buyer.becomes(path, lambda shown: shown["payment"]["refunded"] == PRICE)


async def test_a_quote_is_its_buyers_alone(front: Front) -> None:
    path = await held(front, await front.person())
    other = await front.person()
    assert (await other.asks("GET", f"{path}/cancellation")).status_code == 404
    assert (await front.client.get(f"{path}/cancellation")).status_code == 401
