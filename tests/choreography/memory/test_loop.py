"""The playing loop: one seed, one run; time costs nothing."""

import asyncio
import time

import pytest

from choreography.memory.loop import Stuck, run


async def race() -> list[tuple[int, int]]:
    steps: list[tuple[int, int]] = []

    async def runner(number: int) -> None:
        for step in range(5):
            steps.append((number, step))
            await asyncio.sleep(0)

    await asyncio.gather(*map(runner, range(5)))
    return steps


def test_the_same_seed_plays_the_same_run() -> None:
    assert [run(seed, race()) for seed in range(20)] == [run(seed, race()) for seed in range(20)]


def test_other_seeds_play_other_runs() -> None:
    assert len({tuple(run(seed, race())) for seed in range(20)}) == 20


def test_one_may_run_far_ahead_of_another() -> None:
    def ahead(steps: list[tuple[int, int]]) -> bool:
        return steps.index((0, 4)) < steps.index((1, 1))

    assert any(ahead(run(seed, race())) for seed in range(500))


def test_fifteen_minutes_pass_in_no_time() -> None:
    async def wait() -> float:
        await asyncio.sleep(15 * 60)
        return asyncio.get_running_loop().time()

    began = time.perf_counter()
    assert run(1, wait()) == pytest.approx(900)
    assert time.perf_counter() - began < 0.5


def test_timers_fire_in_their_order_whatever_the_seed() -> None:
    async def order() -> list[int]:
        fired: list[int] = []
        loop = asyncio.get_running_loop()
        for second in (3, 1, 2):
            loop.call_later(second, fired.append, second)
        await asyncio.sleep(4)
        return fired

    assert {tuple(run(seed, order())) for seed in range(20)} == {(1, 2, 3)}


def test_a_run_in_which_nothing_can_happen_any_more_says_so() -> None:
    async def forever() -> None:
        await asyncio.Event().wait()

    with pytest.raises(Stuck):
        run(1, forever())


def test_a_deadline_is_kept_in_the_loops_time() -> None:
    async def late() -> float:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(60):
                await asyncio.sleep(61)
        return asyncio.get_running_loop().time()

    assert run(1, late()) == pytest.approx(60)


def test_a_hundred_thousand_turns_take_about_a_second() -> None:
    async def turns() -> None:
        for _ in range(1_000):
            await asyncio.sleep(0)

    async def all_of_them() -> None:
        await asyncio.gather(*(turns() for _ in range(100)))

    began = time.perf_counter()
    run(1, all_of_them())
    assert time.perf_counter() - began < 5


def test_who_is_cancelled_together_goes_in_one_order_wherever_they_lie_in_memory() -> None:
    async def gone(order: list[int]) -> list[int]:
        async def waits(number: int) -> None:
            try:
                await asyncio.Event().wait()
            finally:
                order.append(number)

        between = [object() for _ in range(0, len(elsewhere) * 37)]
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1), asyncio.TaskGroup() as tasks:
                for number in range(8):
                    tasks.create_task(waits(number))
        elsewhere.append(between)
        return order

    elsewhere: list[list[object]] = []
    assert len({tuple(run(1, gone([]))) for _ in range(20)}) == 1
