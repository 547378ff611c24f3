import asyncio

import pytest

from choreography.together import Together


class Desk:
    """Answers with twice the number, when it is let."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.open = asyncio.Event()

    async def ask(self, numbers: list[int]) -> list[int | BaseException]:
        self.asked.append(numbers)
        await self.open.wait()
        if 13 in numbers:
            raise OSError("away")
        return [ValueError("odd") if number % 2 else number * 2 for number in numbers]


async def asked(desk: Desk, *numbers: int, at_once: int = 200) -> list[int | BaseException]:
    together = Together(desk.ask, at_once)
    asking = [asyncio.ensure_future(together(number)) for number in numbers]
    while not desk.asked:
        await asyncio.wait(asking, timeout=0)
    desk.open.set()
    return await asyncio.gather(*asking, return_exceptions=True)


async def test_what_is_asked_meanwhile_goes_together_and_each_gets_its_own_answer() -> None:
    desk = Desk()
    assert await asked(desk, 2, 4, 6) == [4, 8, 12]
    assert desk.asked == [[2, 4, 6]]


async def test_no_question_is_longer_than_allowed() -> None:
    desk = Desk()
    assert await asked(desk, 2, 4, 6, at_once=2) == [4, 8, 12]
    assert desk.asked == [[2, 4], [6]]


async def test_an_error_in_the_answers_is_raised_to_whoever_asked_that() -> None:
    first, second = await asked(Desk(), 2, 3)
    assert first == 4 and isinstance(second, ValueError)


async def test_an_outage_is_raised_to_all_and_the_next_question_is_asked() -> None:
    desk = Desk()
    assert all(isinstance(one, OSError) for one in await asked(desk, 2, 13))
    assert await Together(desk.ask)(2) == 4


async def test_one_who_does_not_wait_any_longer_is_no_trouble_to_the_others() -> None:
    desk = Desk()
    together = Together(desk.ask)
    gone, stays = asyncio.ensure_future(together(2)), asyncio.ensure_future(together(4))
    while not desk.asked:
        await asyncio.wait([gone, stays], timeout=0)
    gone.cancel()
    desk.open.set()
    assert await stays == 8
    with pytest.raises(asyncio.CancelledError):
        await gone
