"""What was refused while nobody waited is told at the address that the 202 named."""

import uuid

import pytest

from tests.edge.front import Front

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


async def test_a_request_for_an_event_that_nobody_knows_ends_rejected_for_who_asked_alone(front: Front) -> None:
    buyer, other = await front.person(), await front.person()
    wish = {"event_id": uuid.uuid4().hex[:20], "seats": ["stalls-A1"]}
    async with front.live(buyer) as watcher:
        await watcher.asks("subscribe", channel="me")
        said = await buyer.asks("POST", "/bookings", wait=False, json=wish)
        assert said.status_code == 202
        *_, told = await watcher.news_until("Refused")
    assert (told["booking_id"], told["reason"]) == (said.json()["id"], "not_found")
    shown = await buyer.sees(said.headers["Location"], state="rejected")
    assert (shown["reason"], shown["event_id"]) == ("not_found", wish["event_id"])
    assert (await other.asks("GET", f"/bookings/{shown['id']}")).status_code == 404


async def test_a_cancellation_that_is_refused_is_told_of_the_booking_which_stays(front: Front) -> None:
    event, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    path = f"/bookings/{(await front.buys(buyer, event, 'stalls-A1')).json()['booking_id']}"
    assert (await buyer.sees(path, state="confirmed"))["not_cancelled"] is None
    async with front.live(buyer) as watcher:
        await watcher.asks("subscribe", channel="me")
        said = await buyer.asks("DELETE", path, wait=False, params={"refund": 900})
        *_, told = await watcher.news_until("BookingCancellationRefused")
    assert (said.status_code, told["reason"]) == (202, "quote_changed")
    shown = await buyer.becomes(said.headers["Location"], lambda shown: shown["not_cancelled"])
    assert (shown["state"], shown["not_cancelled"]["reason"]) == ("confirmed", "quote_changed")
