import time

import pytest

from ops.client.door import Refusal
from ops.sale.patience import patiently


class Busy:
    """Refuses so often, then answers."""

    def __init__(self, times: int, status: int = 503, again_in: float = 0.0) -> None:
        self.left, self.status, self.again_in = times, status, again_in

    async def __call__(self) -> str:
        self.left -= 1
        if self.left >= 0:
            raise Refusal(self.status, {"code": "busy"}, self.again_in)
        return "a place"


async def test_a_busy_door_is_asked_again_until_it_answers() -> None:
    assert await patiently(Busy(2)) == "a place"


async def test_what_is_refused_for_good_is_not_asked_again() -> None:
    door = Busy(5, status=409)
    with pytest.raises(Refusal):
        await patiently(door)
    assert door.left == 4


async def test_patience_ends() -> None:
    with pytest.raises(Refusal):
        await patiently(Busy(1_000), longest=0.1)


async def test_it_is_asked_again_no_sooner_than_it_said() -> None:
    began = time.monotonic()
    await patiently(Busy(1, again_in=0.3))
    assert time.monotonic() - began >= 0.3


async def test_who_has_not_much_time_asks_again_sooner() -> None:
    began = time.monotonic()
    await patiently(Busy(1, again_in=30), pause=0.01)
    await patiently(Busy(1, again_in=30), at_latest={"busy": 0.01})
    assert time.monotonic() - began < 5
