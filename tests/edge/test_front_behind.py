"""Views that are away: what is shown says how old it is, and no more once they are back."""

import asyncio

import pytest

from edge.reading.behind import HEADER
from ops import registry
from tests.edge.front import Front
from tests.eventually import eventually
from tests.mesh.processes import Fleet

pytestmark = [pytest.mark.real, pytest.mark.timeout(180)]


async def test_what_is_shown_while_the_views_are_away_says_how_old_it_is(front: Front, fleet: Fleet) -> None:
    fleet.only("rest", *[name for name in registry.NAMES if name != "views"])
    await front.person()
    await eventually(lambda: tells(front), within=30)
    await asyncio.to_thread(fleet.start, "views", "views")
    await eventually(lambda: tells_nothing(front), within=30)


async def tells(front: Front) -> bool:
    return int((await front.client.get("/events")).headers.get(HEADER, 0)) >= 2


async def tells_nothing(front: Front) -> bool:
    return HEADER not in (await front.client.get("/events")).headers
