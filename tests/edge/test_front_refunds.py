"""Money given back in part, at the door: in memory, and on real servers."""

import pytest

from tests.edge.counter import Counter
from tests.edge.front import Front
from tests.edge.till import Till

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
PRICE = 900


async def test_a_part_goes_back_is_shown_and_counts_when_the_rest_is_quoted(front: Front, paying: Till) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    event = await front.on_sale(organiser, PRICE)
    path = f"/bookings/{(await front.buys(buyer, event, 'stalls-A1')).json()['booking_id']}"
    await paying.pays(buyer, path.rpartition("/")[2])
    await buyer.sees(path, state="confirmed")
    said = await organiser.asks("POST", f"{path}/refunds", json={"amount": 300})
    assert (said.json()["type"], said.json()["total"]) == ("RefundGranted", 300)
    shown = await buyer.becomes(path, lambda shown: shown["payment"]["refunded"] == 300 and shown["granted"] == 300)
    assert shown["state"] == "confirmed" and len(shown["tickets"]) == 1
    more = await organiser.asks("POST", f"{path}/refunds", json={"amount": 601})
    assert (more.status_code, more.json()["code"], more.json()["left"]) == (409, "more_than_paid", 600)
    assert (await buyer.asks("GET", f"{path}/cancellation")).json()["refund"] == 600
    assert (await buyer.asks("DELETE", path, params={"refund": 600})).status_code == 200
    await buyer.becomes(path, lambda shown: shown["payment"]["refunded"] == PRICE)


async def test_a_ticket_is_given_up_as_quoted_and_its_seat_is_sold_again(front: Front, paying: Till) -> None:
    organiser, buyer, other = await front.person(organiser=True), await front.person(), await front.person()
    event = await front.on_sale(organiser, PRICE)
    path = f"/bookings/{(await front.buys(buyer, event, 'stalls-A1', 'stalls-A2')).json()['booking_id']}"
    await paying.pays(buyer, path.rpartition("/")[2])
    tickets = (await buyer.becomes(path, lambda shown: len(shown["tickets"]) == 2))["tickets"]
    for who in (buyer, organiser):
        quoted = (await who.asks("GET", f"{path}/returns", params={"tickets": [2]})).json()
        assert (quoted["refund"], quoted["allowed"], quoted["tickets"]) == (PRICE, True, [2])
    assert (await other.asks("GET", f"{path}/returns", params={"tickets": [2]})).status_code == 404
    said = await buyer.asks("POST", f"{path}/returns", json={"tickets": [2], "refund": PRICE})
    assert said.status_code == 202, said.text
    shown = await buyer.becomes(path, lambda shown: shown["given_up"] and shown["payment"]["refunded"] == PRICE)
    assert (shown["state"], shown["tickets"], shown["returned"]) == ("confirmed", tickets[:1], [2])
    void = await organiser.becomes(f"/events/{event}/tickets/void", lambda shown: shown["items"])
    assert len(void["items"]) == 1
    assert (await front.buys(other, event, "stalls-A2")).status_code in (201, 202)
    rest = await organiser.asks("POST", f"{path}/refunds", json={"tickets": [1], "void": True})
    assert (rest.status_code, rest.json()["type"], rest.json()["reason"]) == (200, "BookingCancelled", "organiser")


async def test_only_the_events_organiser_gives_back(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    event = await front.on_sale(organiser)
    path = f"/bookings/{(await front.buys(buyer, event, 'stalls-A1')).json()['booking_id']}"
    await buyer.sees(path, state="confirmed")
    other = await front.person(organiser=True)
    assert (await other.asks("POST", f"{path}/refunds", json={"amount": 1})).status_code == 404
    assert (await buyer.asks("POST", f"{path}/refunds", json={"amount": 1})).status_code == 403
    free = await organiser.asks("POST", f"{path}/refunds", json={})
    assert (free.status_code, free.json()["code"]) == (409, "nothing_paid")


async def test_much_is_given_back_by_two_and_not_by_one_who_asks_twice(
    front: Front, counter: Counter, paying: Till
) -> None:
    organiser, buyer, operator = await front.person(organiser=True), await front.person(), await counter.operator()
    event = await front.on_sale(organiser, price=150_000)
    path = f"/bookings/{(await front.buys(buyer, event, 'stalls-A1')).json()['booking_id']}"
    await paying.pays(buyer, path.rpartition("/")[2])
    await buyer.sees(path, state="confirmed")
    for _ in range(2):
        said = await organiser.asks("POST", f"{path}/refunds", json={"amount": 150_000})
        assert (said.status_code, said.json()["type"]) == (202, "SecondPersonNeeded")
    assert (await buyer.asks("GET", path)).json()["granted"] == 0
    said = await operator.asks("POST", f"{path}/refunds", json={"amount": 150_000})
    assert said.json()["type"] == "RefundGranted"
    await buyer.becomes(path, lambda shown: shown["payment"]["refunded"] == 150_000)
