"""A role is another one at the door at once, though the views are held up: it is told over NATS, on real servers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest

from ops.stack import Addresses
from tests.edge.counter import Counter
from tests.edge.front import Front
from tests.edge.team import joins
from tests.edge.test_front_organisations import answers, draft, founded, member
from tests.edge.test_front_organisers import decided, is_refused
from tests.eventually import eventually

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["real"], indirect=True)]


@asynccontextmanager
async def views_held_up(addresses: Addresses, table: str = "member_view") -> AsyncIterator[None]:
    """Who reads them sees what was there before; nobody writes."""
    admin = await asyncpg.connect(addresses.postgres)
    try:
        async with admin.transaction():
            await admin.execute(f"lock table views.{table} in exclusive mode")
            yield
    finally:
        await admin.close()


async def test_a_changed_and_a_removed_member_count_at_once_though_the_views_are_held_up(
    front: Front, provisioned: Addresses
) -> None:
    owner, person = await front.person(organiser=True), await front.person()
    id_ = await founded(owner)
    await joins(owner, person, "door", id_)
    path, there = f"/events/{await draft(owner, id_)}", await member(id_, person)
    async with views_held_up(provisioned):
        assert (await person.asks("PATCH", path, json={"description": "Loud."})).status_code == 403
        assert (await owner.asks("PATCH", there, json={"role": "manager"})).json()["type"] == "MemberChanged"
        await answers(person, 200, "PATCH", path, json={"description": "Loud."})
        assert (await person.asks("GET", path)).status_code == 200
        assert (await owner.asks("DELETE", there)).json()["type"] == "MemberRemoved"
        await answers(person, 403, "PATCH", path, json={"description": "Loud."})
        assert (await person.asks("GET", path)).status_code == 404


async def test_a_suspended_organiser_sells_nothing_at_once_though_the_views_are_held_up(
    front: Front, counter: Counter, provisioned: Addresses
) -> None:
    organiser, buyer, operator = await front.person(organiser=True), await front.person(), await counter.operator()
    event, id_ = await front.on_sale(organiser), (await organiser.asks("GET", "/me")).json()["id"]
    async with views_held_up(provisioned, "event_view"):
        assert await decided(operator, id_, "suspend") == "OrganiserSuspended"
        await eventually(lambda: is_refused(front, buyer, event), within=1)
