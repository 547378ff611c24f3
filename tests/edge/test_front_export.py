"""All that is kept of a person, at the door: for that person alone, and of nobody else."""

import pytest

from tests.edge.front import Front
from tests.edge.team import joins
from tests.edge.test_front_addresses import HOME, adds, are_listed, shown
from tests.edge.test_front_payment_methods import are_listed as payable
from tests.edge.test_front_payment_methods import saves
from tests.edge.test_front_promotions import buys as with_code
from tests.edge.test_front_promotions import given_out
from tests.edge.test_front_queues import joins as stands_in
from tests.edge.test_front_queues import queued
from tests.edge.test_front_receipts import TERMS
from tests.edge.till import Till

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


async def test_who_asks_has_all_of_their_own_and_nothing_of_others(front: Front, paying: Till) -> None:
    owner, buyer, other = await front.person(organiser=True), await front.person(), await front.person()
    organisation = await joins(owner, buyer, "door")
    await buyer.asks("PATCH", "/me", json={"preferences": {"theme": "dark"}})
    home = shown(await adds(buyer, HOME), HOME, True)
    id_ = await front.on_sale(owner, price=1_000, terms=TERMS)
    booking = (await front.buys(buyer, id_, "stalls-A1")).json()["booking_id"]
    await front.buys(other, id_, "stalls-A2")
    await paying.pays(buyer, booking)
    await buyer.becomes(f"/bookings/{booking}/receipt", lambda shown: shown.get("items"))
    await buyer.becomes("/me/inbox", lambda inbox: inbox["unread"] > 1)
    await are_listed(buyer, home)
    card = await saves(buyer, paying)
    await payable(buyer, card)
    answered = await buyer.asks("GET", "/me/export")
    assert (answered.status_code, answered.headers["Cache-Control"]) == (200, "private, no-store")
    said = answered.json()
    assert (said["profile"]["mail"], said["profile"]["preferences"]) == (buyer.mail, {"theme": "dark"})
    assert said["addresses"] == [home] and [one["id"] for one in said["payment_methods"]] == [card]
    assert [one["id"] for one in said["bookings"]] == [booking] and said["bookings"][0]["tickets"]
    assert [(one["booking_id"], one["kind"]) for one in said["invoices"]] == [(booking, "invoice")]
    assert [one["id"] for one in said["organisations"]] == [organisation]
    assert len(said["sessions"]) == 1 and said["inbox"] and said["tokens"] == said["providers"] == []
    assert other.mail not in answered.text and owner.mail not in answered.text


async def test_places_in_queues_and_the_codes_that_were_used_are_told_too(front: Front) -> None:
    owner, buyer, other = await front.person(organiser=True), await front.person(), await front.person()
    first, second = await queued(front), await queued(front)
    mine = [await stands_in(buyer, first), await stands_in(buyer, second)]
    await stands_in(other, first)
    for id_ in (first, second):
        await buyer.sees(f"/events/{id_}/queue/place", state="turn")
    await given_out(owner, code="HALVED", percent=5_000)
    id_ = await front.on_sale(owner, price=1_000)
    assert (await with_code(buyer, id_, "stalls-A1", code="halved")).status_code == 201
    await buyer.becomes("/bookings", lambda shown: [one["code"] for one in shown["items"]] == ["halved"])
    said = (await buyer.asks("GET", "/me/export")).json()
    assert [(one["event_id"], one["place_id"]) for one in said["queue_places"]] == [
        (id_, one["place_id"]) for id_, one in zip((first, second), mine, strict=True)
    ]
    assert [one["code"] for one in said["bookings"]] == ["halved"]
    assert said["disputes"] == [] and "the record of who did what" in said["left_out"]


async def test_a_list_of_many_pages_is_told_whole(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edge.routes.my_export.SIZE", 1)
    owner, buyer = await front.person(organiser=True), await front.person()
    id_ = await front.on_sale(owner)
    for seat in ("stalls-A1", "stalls-A2", "stalls-A3"):
        assert (await front.buys(buyer, id_, seat)).status_code == 201
    await buyer.becomes("/bookings", lambda shown: len(shown["items"]) == 3)
    assert len((await buyer.asks("GET", "/me/export")).json()["bookings"]) == 3
