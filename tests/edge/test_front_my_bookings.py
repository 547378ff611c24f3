"""A buyer finds bookings again, in memory and on real servers."""

import uuid
from typing import Any

import pytest

from tests.edge.front import Front, Person
from tests.eventually import eventually

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


async def found(buyer: Person, **asked: Any) -> list[str]:
    said = await buyer.asks("GET", "/bookings", params=asked)
    assert said.status_code == 200, said.text
    return [one["id"] for one in said.json()["items"]]


async def test_a_buyer_finds_bookings_by_event_number_state_and_day(front: Front) -> None:
    organiser, buyer, word = await front.person(organiser=True), await front.person(), f"Fidelio{uuid.uuid4().hex[:8]}"
    event = await front.on_sale(organiser, name=f"Große {word}")
    ids = [str((await front.buys(buyer, event, seat)).json()["booking_id"]) for seat in ("stalls-A1", "stalls-B1")]

    async def known() -> bool:
        return await found(buyer, q=f"grosse {word[:-1]}", state="confirmed") == ids[::-1]

    await eventually(known, within=15)
    assert await found(buyer, q=ids[0]) == ids[:1] and await found(buyer, q="nothing like it") == []
    assert await found(buyer, q=word, limit=1, after=ids[1]) == ids[:1] and await found(buyer, state="held") == []
    day = (await buyer.asks("GET", f"/events/{event}")).json()["starts_at"][:10]
    assert await found(buyer, **{"from": day, "to": day}) == ids[::-1] and await found(buyer, to="2020-01-01") == []
    said = await buyer.asks("GET", "/bookings", params={"from": "2026-02-02", "to": "2026-02-01"})
    assert (said.status_code, said.json()["errors"][0]["field"]) == (422, "to")
