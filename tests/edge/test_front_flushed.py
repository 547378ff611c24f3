"""Redis forgets everything, over and over, in the middle of a rush: nothing is sold twice, lost or made twice."""

import asyncio
import uuid
from collections import Counter
from collections.abc import AsyncIterator

import httpx2
import pytest
from redis.asyncio import Redis

from ops.stack import Addresses
from tests.edge.conftest import UNHURRIED
from tests.edge.front import Front, Person, visiting
from tests.eventually import eventually
from tests.mesh.operator import Operator
from tests.mesh.processes import Fleet

pytestmark = pytest.mark.real
BUYERS, SEATS = 12, [f"stalls-A{number}" for number in range(1, 7)]


@pytest.fixture(params=["true", "false"], ids=["with locks", "without locks"])
async def front(fleet: Fleet, request: pytest.FixtureRequest) -> AsyncIterator[Front]:
    """At an edge of its own."""
    fleet.whole()
    fleet.start("flushed", "--port", "0", run="edge", BOXOFFICE_EDGE_LOCKS=request.param, **UNHURRIED)
    async with visiting(str(fleet.said["flushed"]["url"])) as front:
        yield front
    fleet.end("flushed")


@pytest.fixture
async def redis(stack: Addresses) -> AsyncIterator[Redis]:
    async with Redis.from_url(stack.redis) as redis:
        yield redis


async def buys(front: Front, redis: Redis, person: Person, event: str, seat: str) -> list[httpx2.Response]:
    """The same wish three times, with one key; before each Redis is flushed, in the middle of what others ask."""
    key, said = {"Idempotency-Key": uuid.uuid4().hex}, []
    for _ in range(3):
        await redis.flushall()
        said.append(await front.buys(person, event, seat, headers=key))
    return said


async def test_a_seat_is_sold_once_and_a_repeated_wish_is_one_booking(
    front: Front, redis: Redis, at_front: Operator
) -> None:
    event = await front.on_sale(await front.person(organiser=True))
    people = [await front.person() for _ in range(BUYERS)]
    wishes = (buys(front, redis, person, event, SEATS[nth % 6]) for nth, person in enumerate(people))
    said = await asyncio.gather(*wishes)
    assert all(len({(one.status_code, one.json().get("booking_id")) for one in three}) == 1 for three in said)
    assert Counter(three[0].status_code for three in said) == {201: 6, 409: 6}
    assert [len(await bookings(person)) for person in people] == [1] * BUYERS
    assert (await at_front.runs("check")).exit_code == 0


async def bookings(person: Person) -> list[str]:
    async def there() -> list[str]:
        return [one["state"] for one in (await person.asks("GET", "/bookings")).json()["items"]]

    found = await eventually(there, within=15)
    assert found
    return found


async def test_a_session_that_was_ended_stays_ended(front: Front, redis: Redis) -> None:
    person = await front.person()
    assert (await person.asks("DELETE", "/sessions/current")).status_code == 204
    for _ in range(3):
        await redis.flushall()
        assert (await person.asks("GET", "/me")).status_code == 401
    assert (await person.logs_in()).status_code == 201
    assert (await person.asks("GET", "/me")).status_code == 200


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
