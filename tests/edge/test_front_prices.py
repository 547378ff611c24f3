"""What a ticket costs, with tax and fee: the same on the event's page, in the answer and on the booking."""

from typing import Any

import pytest

from tests.edge.front import Front, event

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
ADDED: dict[str, Any] = {
    "tax_rate": 1_900, "tax_included": False, "fee": 50, "fee_rate": 250, "fee_included": False,
    "seller": "Opera Ltd, Lyon", "tax_id": "FR123",
}  # fmt: skip
ONE = {"net": 1_000, "tax": 190, "fee": 75, "total": 1_265}
TWO = {name: 2 * part for name, part in ONE.items()}


async def test_a_price_is_the_same_before_and_after_the_booking(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    id_ = await front.on_sale(organiser, price=1_000, terms=ADDED)
    shown = (await front.client.get(f"/events/{id_}")).json()
    assert (shown["terms"], shown["prices"]) == (ADDED, {"seat": ONE, "standing": ONE})
    said = (await front.buys(buyer, id_, "stalls-A1", "stalls-A2")).json()
    assert (said["type"], said["price"], said["breakdown"]) == ("BookingHeld", 2_530, TWO)
    booking = await buyer.sees(f"/bookings/{said['booking_id']}", state="held")
    assert (booking["price"], booking["breakdown"]) == (2_530, TWO)


async def test_terms_are_for_drafts_alone_and_what_cannot_be_is_named(front: Front) -> None:
    organiser = await front.person(organiser=True)
    said = await organiser.asks("POST", "/events", json=event(1_000))
    path = f"/events/{said.json()['event_id']}"
    assert (await organiser.asks("PATCH", path, json={"terms": ADDED})).status_code == 200
    await organiser.sees(path, terms=ADDED, prices={"seat": ONE, "standing": ONE})
    borne = await organiser.asks("PATCH", path, json={"terms": {"fee": 1_001, "fee_included": True}})
    assert (borne.status_code, borne.json()["errors"][0]["field"]) == (422, "terms")
    assert (await organiser.asks("PATCH", path, json={"terms": {"tax_rate": 10_001}})).status_code == 422
    assert (await organiser.asks("POST", f"{path}/publication")).status_code == 200
    late = await organiser.asks("PATCH", path, json={"terms": {}})
    assert (late.status_code, late.json()["code"]) == (409, "not_a_draft")
