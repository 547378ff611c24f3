"""Bookings, as the organiser of their event deals with them at the door: in memory, and on real servers."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.edge.front import Front, Person
from tests.eventually import eventually

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


async def booked(front: Front, buyer: Person, event: str, state: str, *seats: str) -> str:
    """The id."""
    id_ = (await front.buys(buyer, event, *seats)).json()["booking_id"]
    await buyer.sees(f"/bookings/{id_}", state=state)
    return str(id_)


async def found(organiser: Person, event: str, **asked: Any) -> list[str]:
    said = await organiser.asks("GET", f"/events/{event}/bookings", params=asked)
    assert said.status_code == 200, said.text
    return [one["id"] for one in said.json()["items"]]


async def test_an_organiser_marks_a_booking_as_paid_once(front: Front) -> None:
    organiser, other, buyer = (
        await front.person(organiser=True),
        await front.person(organiser=True),
        await front.person(),
    )
    event = await front.on_sale(organiser, price=900)
    id_ = await booked(front, buyer, event, "held", "stalls-A1")
    for person, answer in ((buyer, (403, "role_missing")), (other, (404, "not_found"))):
        said = await person.asks("POST", f"/bookings/{id_}/payment")
        assert (said.status_code, said.json()["code"]) == answer
    said = await organiser.asks("POST", f"/bookings/{id_}/payment")
    assert (said.status_code, said.json()["type"]) == (200, "BookingMarkedPaid")
    shown = await buyer.becomes(f"/bookings/{id_}", lambda shown: shown["tickets"] and shown["by_hand"])
    quoted = (await buyer.asks("GET", f"/bookings/{id_}/cancellation")).json()
    assert (shown["state"], quoted["refund"], quoted["by_hand"]) == ("confirmed", 900, True)
    said = await organiser.asks("POST", f"/bookings/{id_}/payment")
    assert (said.status_code, said.json()["code"]) == (409, "confirmed")


async def test_buyer_and_organiser_have_the_tickets_mailed_again_and_not_too_often(front: Front) -> None:
    organiser, buyer, other = await front.person(organiser=True), await front.person(), await front.person()
    event = await front.on_sale(organiser)
    path = f"/bookings/{await booked(front, buyer, event, 'confirmed', 'stalls-A1')}/confirmation"
    assert (await other.asks("POST", path)).status_code == 404
    said = [await one.asks("POST", path) for one in (buyer, organiser, buyer, organiser)]
    assert [one.json().get("number") for one in said[:3]] == [1, 2, 3]
    assert (said[3].status_code, said[3].json()["code"]) == (429, "repeated_too_often")


async def test_an_organiser_finds_bookings_by_mail_id_type_and_day(front: Front) -> None:
    organiser, ann, ben = await front.person(organiser=True), await front.person(), await front.person()
    event, today = await front.on_sale(organiser), datetime.now(UTC).date()
    first, second = [
        await booked(front, one, event, "confirmed", seat) for one, seat in ((ann, "stalls-A1"), (ben, "stalls-A2"))
    ]
    await eventually(lambda: both(organiser, event, first, second))
    assert await found(organiser, event, q=ann.mail.upper()) == [first] == await found(organiser, event, q=first)
    assert await found(organiser, event, q=second.removeprefix(f"{event}-")[:12]) == [second]
    assert await found(organiser, event, ticket_type="standing") == []
    assert len(await found(organiser, event, ticket_type="seat", **{"from": str(today - timedelta(days=1))})) == 2
    assert await found(organiser, event, to=str(today - timedelta(days=1))) == []
    days = {"from": str(today), "to": str(today - timedelta(days=1))}
    said = await organiser.asks("GET", f"/events/{event}/bookings", params=days)
    assert (said.status_code, said.json()["errors"][0]["field"]) == (422, "to")


async def both(organiser: Person, event: str, *ids: str) -> bool:
    return {*await found(organiser, event, state="confirmed")} == {*ids}


async def test_an_organiser_gives_tickets_of_the_same_stock_for_nothing(front: Front) -> None:
    organiser, other, guest = (
        await front.person(organiser=True),
        await front.person(organiser=True),
        await front.person(),
    )
    event = await front.on_sale(organiser, price=900)
    path, gift = f"/events/{event}/complimentary", {"mail": guest.mail.upper(), "seats": ["stalls-A1"]}
    assert (await other.asks("POST", path, json=gift)).json()["code"] == "not_found"
    said = await organiser.asks("POST", path, json=gift, headers={"Idempotency-Key": "for-a-guest"})
    assert (said.status_code, said.json()["type"], said.json()["price"]) == (201, "BookingConfirmed", 0)
    again = await organiser.asks("POST", path, json=gift, headers={"Idempotency-Key": "for-a-guest"})
    assert again.json()["booking_id"] == said.json()["booking_id"]
    shown = await guest.becomes(f"/bookings/{said.json()['booking_id']}", lambda shown: shown["tickets"])
    assert shown["complimentary"] and shown["payment"] is None
    taken = await organiser.asks("POST", path, json=gift)
    assert (taken.status_code, taken.json()["code"], taken.json()["lost"]) == (409, "taken", ["stalls-A1"])
    for wrong in ({"seats": ["stalls-A2"]}, gift | {"account_id": "x"}, {"mail": guest.mail}):
        assert (await organiser.asks("POST", path, json=wrong)).status_code == 422


async def test_what_was_given_to_an_address_before_is_found_by_who_registers_with_it(front: Front) -> None:
    organiser, late = await front.person(organiser=True), f"late-{uuid.uuid4().hex[:8]}@example.org"
    event = await front.on_sale(organiser, price=900)
    gift = {"mail": late, "seats": ["stalls-A1"]}
    said = await organiser.asks("POST", f"/events/{event}/complimentary", json=gift)
    other, person = await front.person(), await front.person(mail=late)
    await person.becomes(f"/bookings/{said.json()['booking_id']}", lambda shown: shown["tickets"])
    await person.becomes(
        "/bookings", lambda shown: [one["id"] for one in shown["items"]] == [said.json()["booking_id"]]
    )
    assert (await other.asks("GET", f"/bookings/{said.json()['booking_id']}")).status_code == 404
