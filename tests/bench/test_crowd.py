"""A small crowd, every path once."""

import pytest

from bench.crowd.played import Play

pytestmark = [pytest.mark.real, pytest.mark.slow]


async def test_a_crowd_at_doors_of_its_own_is_told_of_every_sale_and_nobody_is_dropped() -> None:
    outcome = await Play(sockets=200, bookings=2, pause=1.0, tell=print).run()
    assert len(outcome.alone) == len(outcome.watched) == 2 and outcome.lost == 0
    assert outcome.frames >= 400 and outcome.late and outcome.cpu > 0
