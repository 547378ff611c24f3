"""Operators work on it: nothing begins, and all that runs ends."""

from collections.abc import AsyncIterator

import pytest

from tests.edge.front import Front, Person
from tests.eventually import eventually
from tests.mesh.operator import Operator

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


@pytest.fixture
async def operator(front: Front, at_front: Operator) -> AsyncIterator[Operator]:
    """Who lets everything begin again, in the end."""
    yield at_front
    assert (await at_front.json("maintenance", "off"))["mode"] == "off"
    person = await front.person()
    await eventually(lambda: begins(person))


async def begins(person: Person) -> bool:
    return (await person.asks("POST", "/events/none/queue/place", wait=False)).status_code != 503


async def test_no_booking_begins_one_that_runs_ends_and_everybody_is_told(front: Front, operator: Operator) -> None:
    id_, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    assert (await front.buys(buyer, id_, "stalls-A1")).status_code == 201
    async with front.live() as watcher:
        await operator.json("maintenance", "on", "--minutes", "5", "--text", "New cables.")
        told = await watcher.hears()
        assert (told["type"], told["mode"], told["text"]) == ("maintenance", "no_bookings", "New cables.")
        refused = await front.buys(buyer, id_, "stalls-A2")
        assert (refused.status_code, refused.json()["code"]) == (503, "maintenance")
        assert 200 < int(refused.headers["Retry-After"]) <= 300
        (mine,) = (await buyer.asks("GET", "/bookings")).json()["items"]
        assert (await buyer.asks("DELETE", f"/bookings/{mine['id']}")).status_code == 200
        await buyer.sees(f"/bookings/{mine['id']}", state="cancelled")
        await operator.json("maintenance", "off")
        assert (await watcher.hears())["mode"] == "off"
    assert (await front.buys(buyer, id_, "stalls-A2")).status_code == 201


async def test_who_comes_later_is_told_and_nothing_is_changed_while_it_is_read_only(
    front: Front, operator: Operator
) -> None:
    person = await front.person()
    await operator.json("maintenance", "on", "--read-only")
    await eventually(lambda: waits(person))
    assert (await operator.json("maintenance", "show"))["mode"] == "read_only"
    assert (await person.logs_in()).status_code == 201
    async with front.live() as watcher:
        assert (await watcher.hears())["mode"] == "read_only"


async def waits(person: Person) -> bool:
    return (await person.asks("PATCH", "/me", json={"name": "Anna"})).status_code == 503
