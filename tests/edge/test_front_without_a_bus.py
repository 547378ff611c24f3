"""Kafka, or NATS, answers nobody for a while."""

from pathlib import Path

import pytest

from tests.edge.conftest import frozen
from tests.edge.front import Front

pytestmark = pytest.mark.real


async def test_without_kafka_nothing_is_promised_and_the_same_key_goes_on_later(front: Front, stack_data: Path) -> None:
    id_, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    await front.buys(buyer, id_, "stalls-B6")
    wish, key = {"event_id": id_, "seats": ["stalls-A1"]}, {"Idempotency-Key": "before-and-after"}
    with frozen(stack_data, "kafka1"):
        refused = await buyer.asks("POST", "/bookings", json=wish, headers=key)
        assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
        assert (await buyer.asks("GET", "/bookings")).status_code == 200
    said = await buyer.asks("POST", "/bookings", json=wish, headers=key)
    assert (said.status_code, said.json()["booking_id"]) == (201, refused.json()["id"]), said.text


async def test_without_nats_an_answer_is_seen_by_asking(front: Front, stack_data: Path) -> None:
    id_, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    await front.buys(buyer, id_, "stalls-B6")
    with frozen(stack_data, "nats"):
        wish = {"event_id": id_, "seats": ["stalls-A1"]}
        said = await buyer.asks("POST", "/bookings", json=wish, headers={"Prefer": "wait=1"})
        assert said.status_code == 202
        await buyer.sees(said.headers["Location"], state="confirmed")
