"""What events brought, at the door: for their organisers to see, and for two operators to pay out."""

from typing import Any

import pytest

from tests.edge.counter import Counter
from tests.edge.front import Front, Person
from tests.edge.till import Till

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
TERMS: dict[str, Any] = {"tax_rate": 1_900, "fee": 50, "fee_rate": 250}
BROUGHT = {"currency": "EUR", "sales": 840, "tax": 160, "fees": 75, "disputed": 0, "offline": 0}


async def sold(front: Front, paying: Till, organiser: Person) -> str:
    """An event of which one ticket of 10.00, and 0.75 of fee, was paid."""
    id_, buyer = await front.on_sale(organiser, price=1_000, terms=TERMS), await front.person()
    booking = (await front.buys(buyer, id_, "stalls-A1")).json()["booking_id"]
    await paying.pays(buyer, booking)
    await organiser.sees(f"/events/{id_}/payouts", **BROUGHT)
    return id_


async def test_two_operators_pay_out_what_an_organiser_is_owed(front: Front, counter: Counter, paying: Till) -> None:
    organiser, first, second = await front.person(organiser=True), await counter.operator(), await counter.operator()
    path = f"/events/{await sold(front, paying, organiser)}/payouts"
    said = await first.asks("POST", path, json={"amount": 840})
    assert (said.status_code, said.json()["type"]) == (201, "PayoutRequested")
    payout = f"{path}/{said.json()['payout_id']}/confirmation"
    alone = await first.asks("POST", payout)
    assert (alone.status_code, alone.json()["code"]) == (409, "same_operator")
    assert (await second.asks("POST", payout)).json()["type"] == "PayoutPaid"
    assert (await first.asks("POST", payout)).json()["code"] == "paid"
    shown = await organiser.sees(path, **BROUGHT, paid=840, owed=0)
    assert [(one["state"], one["amount"]) for one in shown["payouts"]] == [("paid", 840)]
    assert (await organiser.asks("GET", "/payouts")).json() == {"items": [{**BROUGHT, "paid": 840, "owed": 0}]}


async def test_no_more_is_asked_for_than_is_owed_and_by_nobody_but_an_operator(
    front: Front, counter: Counter, paying: Till
) -> None:
    organiser, operator = await front.person(organiser=True), await counter.operator()
    path = f"/events/{await sold(front, paying, organiser)}/payouts"
    more = await operator.asks("POST", path, json={"amount": 841})
    assert (more.status_code, more.json()["code"]) == (409, "more_than_owed")
    assert (await operator.asks("POST", path, json={"amount": 0})).status_code == 422
    assert (await organiser.asks("POST", path, json={"amount": 1})).json()["code"] == "role_missing"
    other = await front.person(organiser=True)
    assert [(await other.asks("GET", path)).status_code, (await operator.asks("GET", path)).status_code] == [404, 200]
    assert (await operator.asks("POST", "/events/nothing/payouts", json={"amount": 1})).status_code == 404
