"""Saved payment methods, at the door: in memory, and on real servers."""

from typing import Any

import pytest

from ops.stack import Addresses
from tests.edge.erased import Found
from tests.edge.front import PASSWORD, Front, Person
from tests.edge.test_front_canaries import CARD, every_byte
from tests.edge.till import Till
from tests.eventually import eventually

BOTH = pytest.mark.parametrize("front", ["memory", "real"], indirect=True)
MEMORY = pytest.mark.parametrize("front", ["memory"], indirect=True)
pytestmark = pytest.mark.real
PATH = "/me/payment-methods"


async def listed(person: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await person.asks("GET", PATH)).json()
    return found


async def are_listed(person: Person, *ids: str) -> list[dict[str, Any]]:
    """What is listed, once it is these."""

    async def there() -> list[dict[str, Any]] | None:
        found = await listed(person)
        return found if [one["id"] for one in found] == list(ids) else None

    await eventually(there, within=15)
    return await listed(person)


async def saves(person: Person, paying: Till, method: str = "pm_card_visa") -> str:
    said = await person.asks("POST", PATH)
    assert said.status_code == 201, said.text
    return await paying.hands_in(said.json()["client_secret"], method)


@BOTH
async def test_a_card_is_saved_listed_chosen_and_forgotten_here_and_at_the_provider(front: Front, paying: Till) -> None:
    person = await front.person()
    visa = await saves(person, paying)
    (shown,) = await are_listed(person, visa)
    assert (shown["brand"], shown["last4"], shown["default"], shown["expired"]) == ("visa", "4242", True, False)
    other = await saves(person, paying, "pm_card_mastercard")
    await are_listed(person, visa, other)
    assert (await person.asks("PATCH", f"{PATH}/{other}", json={"default": True})).json()["id"] == other
    await eventually(lambda: is_default(person, other), within=15)
    assert (await person.asks("DELETE", f"{PATH}/{other}")).status_code == 200
    (left,) = await are_listed(person, visa)
    assert left["default"] and await paying.keeps(visa)
    await eventually(lambda: is_forgotten(paying, other), within=15)


async def is_default(person: Person, id_: str) -> bool:
    return [one["id"] for one in await listed(person) if one["default"]] == [id_]


async def is_forgotten(paying: Till, method: str) -> bool:
    return not await paying.keeps(method)


@MEMORY
async def test_nobody_sees_chooses_or_removes_what_another_has_saved(front: Front, paying: Till) -> None:
    ann, ben = await front.person(), await front.person()
    id_ = await saves(ann, paying)
    await are_listed(ann, id_)
    assert await listed(ben) == []
    for method, body in (("PATCH", {"default": True}), ("DELETE", None)):
        said = await ben.asks(method, f"{PATH}/{id_}", json=body)
        assert (said.status_code, said.json()["code"]) == (404, "not_found")
    assert await paying.keeps(id_)


@MEMORY
async def test_what_is_declined_is_not_saved_and_only_true_is_a_default(front: Front, paying: Till) -> None:
    person = await front.person()
    secret = (await person.asks("POST", PATH)).json()["client_secret"]
    form = {"payment_method": "pm_card_chargeDeclined", "client_secret": secret}
    path = f"/v1/setup_intents/{secret.partition('_secret')[0]}/confirm"
    assert (await paying.stripe.post(path, data=form)).status_code == 402
    assert await listed(person) == []
    said = await person.asks("PATCH", f"{PATH}/pm_1", json={"default": False})
    assert (said.status_code, said.json()["code"]) == (422, "invalid")


@MEMORY
async def test_a_card_number_is_no_id_and_no_field(front: Front) -> None:
    person = await front.person()
    for said in (
        await person.asks("PATCH", f"{PATH}/pm_1", json={"default": True, "number": "4242424242424242"}),
        await person.asks("DELETE", f"{PATH}/4242424242424242"),
    ):
        assert said.status_code in (404, 422), said.text
        assert "4242424242424242" not in said.text


@MEMORY
async def test_who_is_erased_is_forgotten_at_the_provider(front: Front, paying: Till) -> None:
    person = await front.person()
    id_ = await saves(person, paying)
    await are_listed(person, id_)
    gone = {"mail": person.mail, "password": PASSWORD}
    assert (await person.asks("POST", "/me/erasure", json=gone)).status_code == 202
    await eventually(lambda: is_forgotten(paying, id_), within=15)


async def held(front: Front, buyer: Person) -> str:
    """A booking whose price is due."""
    event = await front.on_sale(await front.person(organiser=True), 900)
    booking = str((await front.buys(buyer, event, "stalls-A1")).json()["booking_id"])
    await buyer.becomes(f"/bookings/{booking}", lambda shown: shown["payment"])
    return booking


async def pays(buyer: Person, booking: str, method: str) -> tuple[int, str]:
    said = await buyer.asks("POST", f"/bookings/{booking}/payment-method", json={"payment_method": method})
    return said.status_code, said.json().get("code", "")


@BOTH
async def test_a_later_booking_is_paid_with_what_was_saved(front: Front, paying: Till) -> None:
    buyer, other = await front.person(), await front.person()
    id_ = await saves(buyer, paying)
    await are_listed(buyer, id_)
    booking = await held(front, buyer)
    assert await pays(other, booking, id_) == (404, "not_found")
    assert await pays(buyer, booking, "pm_of_nobody") == (422, "unknown_method")
    assert await pays(buyer, booking, id_) == (202, "")
    shown = await buyer.sees(f"/bookings/{booking}", state="confirmed")
    assert shown["payment"]["paid"] == 900
    assert await pays(buyer, booking, id_) == (409, "nothing_due")


@MEMORY
async def test_anothers_card_pays_nothing(front: Front, paying: Till) -> None:
    ann, ben = await front.person(), await front.person()
    id_ = await saves(ann, paying)
    await are_listed(ann, id_)
    assert await pays(ben, await held(front, ben), id_) == (422, "unknown_method")


@pytest.mark.parametrize("front", ["real"], indirect=True)
async def test_of_a_saved_card_no_topic_and_no_table_has_the_number_or_the_last_four_in_clear(
    front: Front, paying: Till, stack: Addresses
) -> None:
    buyer = await front.person()
    id_ = await saves(buyer, paying)
    await are_listed(buyer, id_)
    assert await pays(buyer, await held(front, buyer), id_) == (202, "")
    read, kept = await every_byte(stack.kafka), await Found(stack.postgres).everything()
    assert id_.encode() in read and id_.encode() in kept
    for word in (CARD, "visa 4242"):
        assert word.encode() not in read and word.encode() not in kept


@BOTH
async def test_a_card_is_saved_by_the_payment_that_it_makes(front: Front, paying: Till) -> None:
    buyer, other = await front.person(), await front.person()
    booking = await held(front, buyer)
    assert (await wishes(other, booking)).status_code == 404
    assert (await wishes(buyer, booking)).status_code == 202
    await paying.pays(buyer, booking)
    await buyer.sees(f"/bookings/{booking}", state="confirmed")

    async def saved() -> bool:
        return [(one["brand"], one["last4"]) for one in await listed(buyer)] == [("visa", "4242")]

    await eventually(saved, within=15)
    late = await wishes(buyer, booking)
    assert (late.status_code, late.json()["code"]) == (409, "nothing_due")


@MEMORY
async def test_who_pays_with_what_is_saved_saves_nothing_anew(front: Front) -> None:
    buyer = await front.person()
    booking = await held(front, buyer)
    for body in ({}, {"payment_method": "pm_1", "save": True}, {"save": False}):
        said = await buyer.asks("POST", f"/bookings/{booking}/payment-method", json=body)
        assert (said.status_code, said.json()["code"]) == (422, "invalid")


async def wishes(buyer: Person, booking: str) -> Any:
    return await buyer.asks("POST", f"/bookings/{booking}/payment-method", json={"save": True})
