"""Discount codes at the front door: given out, looked at, used and given back; in memory, and on real servers."""

from typing import Any

import pytest

from tests.edge.front import Front, Person
from tests.edge.till import Till

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
TERMS: dict[str, Any] = {"tax_rate": 1_900, "fee": 50}
SEATS = ["stalls-A1", "stalls-A2"]
HALF = {"net": 840, "tax": 160, "fee": 100, "discount": 1_000, "total": 1_100}


async def given_out(organiser: Person, **terms: Any) -> dict[str, Any]:
    """As it is listed."""
    said = await organiser.asks("POST", "/promotions", json=terms)
    assert (said.status_code, said.json()["type"]) == (201, "PromotionCreated"), said.text

    def mine(shown: dict[str, Any]) -> list[dict[str, Any]]:
        return [one for one in shown["items"] if one["id"] == said.json()["promotion_id"]]

    (found,) = mine(await organiser.becomes("/promotions", mine))
    return found


async def buys(buyer: Person, event: str, *seats: str, code: str) -> Any:
    return await buyer.asks("POST", "/bookings", json={"event_id": event, "seats": seats, "code": code})


async def test_a_price_with_a_code_is_the_same_before_and_after_the_booking(front: Front, paying: Till) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    id_ = await front.on_sale(organiser, price=1_000, terms=TERMS)
    await given_out(organiser, code="HALVED", percent=5_000)
    quote = await buyer.asks("POST", f"/events/{id_}/quote", json={"seats": SEATS, "code": "halved"})
    assert (quote.status_code, quote.json()["price"], quote.json()["breakdown"]) == (200, 1_100, HALF)
    said = (await buys(buyer, id_, *SEATS, code="halved")).json()
    assert (said["type"], said["price"], said["breakdown"]) == ("BookingHeld", 1_100, HALF)
    booking = await buyer.sees(f"/bookings/{said['booking_id']}", state="held")
    assert (booking["price"], booking["breakdown"], booking["code"]) == (1_100, HALF, "halved")
    await paying.pays(buyer, said["booking_id"])
    receipt = await buyer.becomes(f"/bookings/{said['booking_id']}/receipt", lambda shown: shown.get("items"))
    assert receipt["items"][0]["breakdown"] == HALF
    await organiser.becomes("/promotions", lambda shown: [one["uses"] for one in shown["items"]] == [1])


async def test_a_code_is_for_what_its_organiser_says_and_the_answer_says_why_it_is_not_good(front: Front) -> None:
    organiser, other, buyer = [await front.person(organiser=one) for one in (True, True, False)]
    id_, elsewhere = await front.on_sale(organiser, price=1_000), await front.on_sale(other, price=1_000)
    await given_out(organiser, code="COUPLE", amount=100, currency="EUR", min_tickets=2, event_ids=[id_])
    await given_out(organiser, code="IS-OVER", percent=100, valid_until="2020-01-01T00:00:00Z")
    await given_out(organiser, code="TO-COME", percent=100, valid_from="2099-01-01T00:00:00Z")
    path = f"/events/{id_}/quote"
    for where, code, reason in (
        (id_, "COUPLE", "code_not_for_this"), (id_, "IS-OVER", "code_expired"), (elsewhere, "COUPLE", "code_unknown"),
        (id_, "TO-COME", "code_unknown"), (id_, "NO-SUCH", "code_unknown"),
    ):  # fmt: skip
        quote = await buyer.asks("POST", f"/events/{where}/quote", json={"seats": ["stalls-A1"], "code": code})
        said = await buys(buyer, where, "stalls-A1", code=code)
        assert [(one.status_code, one.json()["code"]) for one in (quote, said)] == [(409, reason)] * 2
    assert (await buyer.asks("POST", path, json={"seats": SEATS, "code": "COUPLE"})).json()["price"] == 1_800


async def test_a_code_is_used_once_by_whoever_is_first_and_comes_back_with_the_booking(front: Front) -> None:
    organiser, first, second = await front.person(organiser=True), await front.person(), await front.person()
    id_ = await front.on_sale(organiser, price=1_000)
    code = (await given_out(organiser, percent=10_000, uses_at_most=1))["code"]
    assert len(code) == 26
    said = await buys(first, id_, "stalls-A1", code=code)
    assert (said.json()["type"], said.json()["price"]) == ("BookingConfirmed", 0)
    refused = await buys(second, id_, "stalls-A2", code=code)
    assert (refused.status_code, refused.json()["code"]) == (409, "code_used_up")
    assert (await first.asks("DELETE", f"/bookings/{said.json()['booking_id']}")).status_code == 200
    await organiser.becomes("/promotions", lambda shown: shown["items"][0]["uses"] == 0)
    assert (await buys(second, id_, "stalls-A2", code=code)).status_code == 201


async def test_a_code_is_its_organisers_to_end_and_given_out_once(front: Front) -> None:
    organiser, other, buyer = [await front.person(organiser=one) for one in (True, True, False)]
    id_ = await front.on_sale(organiser, price=1_000)
    terms = {"code": "SPRING", "percent": 1_000}
    path = f"/promotions/{(await given_out(organiser, **terms))['id']}/deactivation"
    again = await organiser.asks("POST", "/promotions", json=terms | {"code": "spring"})
    assert (again.status_code, again.json()["code"]) == (409, "exists")
    assert (await other.asks("POST", path)).status_code == 404
    assert (await other.asks("GET", "/promotions")).json()["items"] == []
    assert (await organiser.asks("POST", path)).json()["type"] == "PromotionDeactivated"
    await organiser.becomes("/promotions", lambda shown: not shown["items"][0]["active"])
    assert (await buys(buyer, id_, "stalls-A1", code="SPRING")).json()["code"] == "code_expired"
    both = await organiser.asks("POST", "/promotions", json={"percent": 100, "amount": 100})
    assert (both.status_code, both.json()["errors"][0]["field"]) == (422, "percent")


async def test_whoever_guesses_codes_has_to_wait(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    path = f"/events/{await front.on_sale(organiser, price=1_000)}/quote"
    guess = {"seats": ["stalls-A1"], "code": "GUESS"}
    said = [(await buyer.asks("POST", path, json=guess)).json()["code"] for _ in range(21)]
    assert (set(said[:20]), said[20]) == ({"code_unknown"}, "too_many_requests")
    assert (await buyer.asks("POST", path, json={"seats": ["stalls-A1"]})).json()["price"] == 1_000
