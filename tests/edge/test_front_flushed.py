"""Redis forgets everything, over and over, in the middle of a rush at a door with locks and one without, or at two
without: only speed changes. Nothing is sold twice, lost or made twice."""

import asyncio
import uuid
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

import httpx2
import pytest
from redis.asyncio import Redis

from ops.stack import Addresses
from tests.edge.conftest import UNHURRIED
from tests.edge.front import Front, Person, visiting
from tests.edge.test_front_queues import queued
from tests.eventually import eventually
from tests.mesh.operator import Operator
from tests.mesh.processes import Fleet

pytestmark = pytest.mark.real
PLACE = ("receipt", "rank", "chain")
BUYERS, SEATS = 12, [f"stalls-A{number}" for number in range(1, 7)]

MIXED, WITHOUT = ("true", "false"), ("false", "false")
"""Whether there are locks, by door."""


@pytest.fixture
async def doors(fleet: Fleet, request: pytest.FixtureRequest) -> AsyncIterator[list[Front]]:
    """Two of the same box office: one with locks and one without, unless it is said otherwise."""
    fleet.whole()
    async with AsyncExitStack() as stack:
        found = []
        for number, locks in enumerate(getattr(request, "param", MIXED)):
            name = f"flushed-{number}-locks-{locks}"
            fleet.start(name, "--port", "0", run="edge", BOXOFFICE_EDGE_LOCKS=locks, **UNHURRIED)
            stack.callback(fleet.end, name)
            found.append(await stack.enter_async_context(visiting(str(fleet.said[name]["url"]))))
        yield found


@pytest.fixture
def front(doors: list[Front]) -> Front:
    return doors[0]


@pytest.fixture
async def redis(stack: Addresses) -> AsyncIterator[Redis]:
    async with Redis.from_url(stack.redis) as redis:
        yield redis


async def at_each(doors: list[Front], redis: Redis, person: Person) -> AsyncIterator[Person]:
    """Three times, at one door after the other; before each Redis is flushed, in the middle of what others ask."""
    for front in (*doors, doors[0]):
        await redis.flushall()
        yield replace(person, client=front.client)


async def buys(doors: list[Front], redis: Redis, person: Person, event: str, seat: str) -> list[httpx2.Response]:
    """The same wish each time, with one key."""
    key = {"Idempotency-Key": uuid.uuid4().hex}
    return [await doors[0].buys(one, event, seat, headers=key) async for one in at_each(doors, redis, person)]


async def stands_in(doors: list[Front], redis: Redis, person: Person, event: str) -> set[tuple[Any, ...]]:
    """What one is given who asks before each flush and behind it: who lost the place would have another receipt."""
    path = f"/events/{event}/queue/place"
    said = [(await person.asks("POST", path)).json()]
    said += [(await one.asks("POST", path)).json() async for one in at_each(doors, redis, person)]
    return {tuple(one[name] for name in PLACE) for one in said}


async def signs_in(doors: list[Front], redis: Redis, person: Person) -> list[int]:
    """Each time anew, and is who that is."""
    said = [((await one.logs_in()), await one.asks("GET", "/me")) async for one in at_each(doors, redis, person)]
    return [answer.status_code for both in said for answer in both]


@pytest.mark.parametrize("doors", [MIXED, WITHOUT], indirect=True, ids=["one_with_locks", "no_locks"])
async def test_a_seat_is_sold_once_and_a_repeated_wish_is_one_booking(
    doors: list[Front], redis: Redis, at_front: Operator
) -> None:
    front = doors[0]
    event, queue = await front.on_sale(await front.person(organiser=True)), await queued(front, starts_in=3_600)
    people = [await front.person() for _ in range(BUYERS)]
    waiting, others = [await front.person() for _ in range(3)], [await front.person() for _ in range(3)]
    said, places, signed_in = await asyncio.gather(
        asyncio.gather(*(buys(doors, redis, one, event, SEATS[nth % 6]) for nth, one in enumerate(people))),
        asyncio.gather(*(stands_in(doors, redis, one, queue) for one in waiting)),
        asyncio.gather(*(signs_in(doors, redis, one) for one in others)),
    )
    assert all(len({(one.status_code, one.json().get("booking_id")) for one in three}) == 1 for three in said)
    assert Counter(three[0].status_code for three in said) == {201: 6, 409: 6}
    assert [len(of) for of in places] == [1, 1, 1] and len({place[0] for place in set.union(*places)}) == 3
    assert signed_in == [[201, 200] * 3] * 3
    assert [len(await bookings(person)) for person in people] == [1] * BUYERS
    assert (await at_front.runs("check")).exit_code == 0


async def test_what_the_service_remembers_refuses_another_wish_under_the_same_key(
    doors: list[Front], front: Front, redis: Redis
) -> None:
    event, person = await front.on_sale(await front.person(organiser=True)), await front.person()
    key = {"Idempotency-Key": uuid.uuid4().hex}
    first = await front.buys(person, event, "stalls-A1", headers=key)
    assert first.status_code == 201, first.text
    async for one in at_each(doors, redis, person):
        said = await front.buys(one, event, "stalls-A2", headers=key)
        assert (said.status_code, said.json()["code"]) == (422, "idempotency_key_reused")
        await redis.flushall()
        again = await front.buys(one, event, "stalls-A1", headers=key)
        assert (again.status_code, again.json()["booking_id"]) == (201, first.json()["booking_id"])
    assert len(await bookings(person)) == 1


async def bookings(person: Person) -> list[str]:
    async def there() -> list[str]:
        return [one["state"] for one in (await person.asks("GET", "/bookings")).json()["items"]]

    found = await eventually(there, within=15)
    assert found
    return found


async def test_a_session_that_was_ended_stays_ended(doors: list[Front], front: Front, redis: Redis) -> None:
    person = await front.person()
    assert (await person.asks("DELETE", "/sessions/current")).status_code == 204
    there = replace(person, client=doors[1].client)
    await eventually(lambda: refused(there), within=5)
    async for one in at_each(doors, redis, person):
        assert (await one.asks("GET", "/me")).status_code == 401
    assert (await person.logs_in()).status_code == 201
    assert (await person.asks("GET", "/me")).status_code == 200


async def refused(person: Person) -> bool:
    return (await person.asks("GET", "/me")).status_code == 401


async def test_maintenance_goes_on(front: Front, redis: Redis, at_front: Operator) -> None:
    person = await front.person()
    try:
        await at_front.json("maintenance", "on")

        async def waits() -> bool:
            return (await person.asks("POST", "/events/none/queue/place", wait=False)).status_code == 503

        await eventually(waits, within=5)
        await redis.flushall()
        assert await waits()

        async def said_again() -> bool:
            return bool((await at_front.json("maintenance", "show"))["mode"] == "no_bookings")

        await eventually(said_again, within=5)
    finally:
        await at_front.runs("maintenance", "off")
        await eventually(lambda: begins(person), within=5)


async def begins(person: Person) -> bool:
    return (await person.asks("POST", "/events/none/queue/place", wait=False)).status_code != 503
