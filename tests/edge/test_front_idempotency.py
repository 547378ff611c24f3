import asyncio
import uuid

import httpx2
import pytest

from tests.edge.front import Front, Person

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


async def sale(front: Front) -> tuple[str, Person]:
    """It sells already, so that no key is spent on a refusal."""
    id_, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    await front.buys(buyer, id_, "stalls-B6")
    return id_, buyer


async def books(buyer: Person, event: str, seat: str, key: str) -> httpx2.Response:
    body = {"event_id": event, "seats": [seat]}
    return await buyer.asks("POST", "/bookings", json=body, headers={"Idempotency-Key": key})


async def test_a_second_try_with_the_same_key_is_the_same_booking(front: Front) -> None:
    id_, buyer = await sale(front)
    key = uuid.uuid4().hex
    first, again = await books(buyer, id_, "stalls-A1", key), await books(buyer, id_, "stalls-A1", key)
    assert (first.status_code, again.status_code) == (201, 201) and first.json() == again.json()


async def test_a_key_that_was_used_for_something_else_is_refused(front: Front) -> None:
    id_, buyer = await sale(front)
    key = uuid.uuid4().hex
    await books(buyer, id_, "stalls-A1", key)
    said = await books(buyer, id_, "stalls-A2", key)
    assert (said.status_code, said.json()["code"]) == (422, "idempotency_key_reused")


async def test_a_hundred_tries_at_once_are_one_booking(front: Front) -> None:
    """Whoever tries so often is also asked to wait, by which no second one comes about."""
    id_, buyer = await sale(front)
    key = uuid.uuid4().hex
    said = await asyncio.gather(*(books(buyer, id_, "stalls-A1", key) for _ in range(100)))
    assert {201} <= {one.status_code for one in said} <= {201, 429}
    assert len({one.json()["booking_id"] for one in said if one.status_code == 201}) == 1


async def test_another_buyers_same_key_is_another_key(front: Front) -> None:
    id_, buyer = await sale(front)
    key = uuid.uuid4().hex
    mine, other = await books(buyer, id_, "stalls-A1", key), await books(await front.person(), id_, "stalls-A2", key)
    assert (mine.status_code, other.status_code) == (201, 201)
    assert mine.json()["booking_id"] != other.json()["booking_id"]


async def test_of_twenty_buyers_one_has_the_seat(front: Front) -> None:
    id_, buyer = await sale(front)
    said = await asyncio.gather(*(books(buyer, id_, "stalls-A1", uuid.uuid4().hex) for _ in range(20)))
    assert sorted(one.status_code for one in said) == [201] + [409] * 19
