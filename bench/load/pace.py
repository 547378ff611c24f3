"""How bookings follow one another: so many at a time, or all at once."""

import asyncio
import itertools
import math
import time
from collections.abc import Awaitable, Callable, Iterator

from bench.load.job import Booked, Outcome, Want

Book = Callable[[Want], Awaitable[Booked]]
"""Returns when the tickets were seen or refused. Raises OSError or RuntimeError for anything else."""


async def paced(
    book: Book, wants: list[Want], in_flight: int, deadline: float, begins: float = math.inf, pause: float = 0.0
) -> Outcome:
    """A closed loop of `in_flight`, or a burst if it is 0: then a booking's time counts from the burst's start."""
    outcome, used, start = Outcome(), time.process_time(), time.perf_counter()
    left = in_time(wants, start + begins if in_flight else math.inf)
    workers = (loop(book, left, outcome, start, not in_flight, pause) for _ in range(in_flight or len(wants)))
    try:
        await asyncio.wait_for(asyncio.gather(*workers), deadline)
    except TimeoutError:
        outcome.errors["not done in time"] = outcome.begun - len(outcome.latencies)
    outcome.seconds, outcome.cpu = time.perf_counter() - start, time.process_time() - used
    return outcome


def in_time(wants: list[Want], until: float) -> Iterator[Want]:
    """Those that may still begin."""
    return itertools.takewhile(lambda _: time.perf_counter() < until, wants)


async def loop(book: Book, left: Iterator[Want], outcome: Outcome, start: float, burst: bool, pause: float) -> None:
    for want in left:
        began = start if burst else time.perf_counter()
        outcome.begun += 1
        try:
            booked = await book(want)
        except (OSError, RuntimeError) as error:
            count(outcome.errors, str(error)[:200])
        else:
            note(outcome, booked, began)
        await asyncio.sleep(pause)


def note(outcome: Outcome, booked: Booked, began: float) -> None:
    outcome.latencies.append(time.perf_counter() - began)
    outcome.answered.append(booked.answered - began)
    outcome.sold, outcome.refused = outcome.sold + booked.sold, outcome.refused + (not booked.sold)
    count(outcome.statuses, str(booked.status))


def count(numbers: dict[str, int], name: str) -> None:
    numbers[name] = numbers.get(name, 0) + 1
