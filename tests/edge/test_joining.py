"""Joining a queue at the door, while many do, and while something is away."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from choreography.ports import Unreachable
from edge.reading.queues import MINE, QUEUE
from tests.edge.house import House

PLACE, NOW = "/events/e1/queue/place", datetime(2026, 6, 1, tzinfo=UTC)
SHOWN: dict[str, Any] = {
    "event_id": "e1", "state": "running", "reason": "", "opens": NOW, "starts": NOW, "per_minute": 60, "at_most": 5,
    "commitment": "", "seed": "", "order": "drawn", "receipts": 0, "chain": "", "served": 0,
    "waiting": 4, "paused": False, "slowed": False,
}  # fmt: skip


async def test_a_rush_of_joins_reads_the_queue_once(house: House) -> None:
    house.reads.found[QUEUE] = [SHOWN]
    said = await asyncio.gather(*(house.asks("POST", PLACE) for _ in range(20)))
    assert {one.status_code for one in said} == {202} and len(house.log.of("JoinQueue")) == 20
    assert house.reads.asked.count(QUEUE) == 1


@pytest.mark.parametrize("query", [QUEUE, MINE])
async def test_a_join_is_taken_though_the_views_cannot_be_read(house: House, query: str) -> None:
    house.reads.found |= {QUEUE: [SHOWN | {"waiting": 5}], query: Unreachable("away")}
    assert (await house.asks("POST", PLACE)).status_code == 202
    assert len(house.log.of("JoinQueue")) == 1


async def test_a_queue_that_is_shown_as_full_takes_nobody_new(house: House) -> None:
    house.reads.found[QUEUE] = [SHOWN | {"waiting": 5}]
    said = await house.asks("POST", PLACE)
    assert (said.status_code, said.json()["code"]) == (503, "queue_full") and said.headers["Retry-After"]
    assert not house.log.of("JoinQueue")
