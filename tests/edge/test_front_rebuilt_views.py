"""The views are built anew from the log alone, while people look at them and buy."""

import asyncio
import signal
from collections.abc import AsyncIterator
from random import Random

import pytest

from ops import registry
from tests.edge.crowd import Crowd
from tests.edge.front import Front, visiting
from tests.edge.random_day import Day
from tests.edge.till import till
from tests.edge.views_tables import Tables, tables_of
from tests.eventually import eventually
from tests.mesh.processes import Fleet

pytestmark = [pytest.mark.real, pytest.mark.whole_log, pytest.mark.timeout(300)]
SERVES = ["views"]
"""All schemas of the views while nothing is built anew."""


@pytest.fixture
async def tables(fleet: Fleet) -> AsyncIterator[Tables]:
    async with tables_of(fleet.addresses) as tables:
        yield tables


@pytest.fixture
async def apart(fleet: Fleet) -> None:
    """The views have a worker of their own."""
    fleet.only("rest", *[name for name in registry.NAMES if name != "views"])
    fleet.start("views", "views")


async def test_after_any_day_the_new_tables_say_what_the_old_ones_said(
    front: Front, tables: Tables, stripe_url: str
) -> None:
    async with till(stripe_url, front) as paying:
        await (day := Day(front, paying, Random(7))).passes(steps=100)  # noqa: S311 one seed, one day
    before = await tables.settled()
    said = await tables.rebuilt()
    assert said["records"] > 100 and said["dead"] == said["dead_before"]
    assert await tables.rows() == before and await tables.schemas() == SERVES
    buyer = day.buyers[0]
    booked = (await front.buys(buyer, await front.on_sale(day.organisers[0]), "stalls-A1")).json()["booking_id"]
    await buyer.sees(f"/bookings/{booked}", state="confirmed")


async def test_what_a_fault_wrote_is_gone_and_what_it_left_out_is_there(front: Front, tables: Tables) -> None:
    organiser = await front.person(organiser=True)
    id_ = await front.on_sale(organiser)
    right = await tables.settled()
    await tables.admin.execute("update views.event_view set name = 'Wrong', held = 3, details_version = 1000")
    await tables.admin.execute("delete from views.section_view")
    await tables.rebuilt()
    assert await tables.rows() == right
    await organiser.asks("PATCH", f"/events/{id_}", json={"name": "Gala"})
    await organiser.sees(f"/events/{id_}", name="Gala")


async def test_the_new_schema_is_used_and_rotated_as_the_old_one_was(front: Front, tables: Tables) -> None:
    rights = "select relname, relacl::text from pg_class where relnamespace = 'views'::regnamespace order by 1"
    before = await tables.admin.fetch(rights)
    await tables.rebuilt()
    assert await tables.admin.fetch(rights) == before
    await tables.admin.execute("set role views; select views.rotate_inbox(); reset role")


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGKILL])
async def test_one_that_is_broken_off_leaves_the_old_tables_and_the_next_one_goes_on_where_it_was(
    front: Front, tables: Tables, by: signal.Signals
) -> None:
    await much_is_said(front)
    before = await tables.settled()
    assert await tables.broken_off(by) != 0
    assert await tables.rows() == before and await tables.schemas() == [*SERVES, "views_new"]
    said = await tables.rebuilt()
    assert 20 < said["resumed"] < said["records"]
    assert await tables.rows() == before and await tables.schemas() == SERVES


async def much_is_said(front: Front) -> None:
    """More than is read by the time that one is broken off."""
    organiser = await front.person(organiser=True)
    for _ in range(5):
        await front.on_sale(organiser)


async def test_what_another_release_has_begun_is_begun_anew(front: Front, tables: Tables) -> None:
    await much_is_said(front)
    before = await tables.settled()
    await tables.broken_off(signal.SIGINT)
    await tables.admin.execute("comment on schema views_new is 'another release'")
    assert (await tables.rebuilt())["resumed"] == 0
    assert await tables.rows() == before and await tables.schemas() == SERVES


async def test_two_at_a_time_are_one_too_many(front: Front, tables: Tables) -> None:
    first = await tables.begins(BOXOFFICE_KAFKA_BATCH="1")
    await eventually(lambda: tables.admin.fetchval("select to_regclass('views_new.inbox')"), within=60)
    second = await tables.begins()
    _, wrong = await second.communicate()
    assert second.returncode == 1 and b"already" in wrong
    first.send_signal(signal.SIGINT)
    await first.communicate()


async def test_people_look_and_buy_while_it_is_killed_and_the_worker_too(
    apart: None, front_url: str, fleet: Fleet, tables: Tables
) -> None:
    async with visiting(front_url) as front:
        organiser = await front.person(organiser=True)
        crowd = Crowd(front, organiser, await front.on_sale(organiser, places=100_000))
        async with crowd.there():
            await tables.broken_off(signal.SIGKILL)
            running = asyncio.create_task(tables.rebuilt(BOXOFFICE_KAFKA_BATCH="20"))
            await eventually(lambda: tables.admin.fetchval("select to_regclass('views_new.inbox')"), within=60)
            await asyncio.to_thread(fleet.restart, "views")
            await running
            await tables.rebuilt()
        await crowd.is_shown()
        serving = await tables.settled()
        await tables.rebuilt()
        assert await tables.rows() == serving
