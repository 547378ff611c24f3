"""The bench of freshness, small, at the front door of a box office in memory."""

from contextlib import closing

import pytest

from bench.freshness.played import Play
from bench.systems.api import Api
from bench.systems.events import event
from bench.systems.mesh import port
from bench.systems.people import people


@pytest.mark.real
@pytest.mark.parametrize("beside", [0.0, 20.0])
async def test_every_booking_is_seen_on_every_page_and_by_its_buyer(memory_url: str, beside: float) -> None:
    door = port(memory_url)
    with closing(Api(door)) as api:
        crowd = await people(api, 2)
        seats = await event(api, crowd.organiser, 0, sections=1)
        seen = await Play(bookings=2, pages=3, beside=beside, pause=0.0).part(door, seats, crowd, beside)
    assert (len(seen.pages), len(seen.one), len(seen.listed), seen.missing) == (6, 2, 2, 0)
    assert bool(seen.beside) is bool(beside)
