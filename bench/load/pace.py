"""How bookings follow one another: so many at a time, or all at once."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator

from bench.load.job import Booked, Outcome, Want

Book = Callable[[Want], Awaitable[Booked]]
"""Returns when the tickets were seen or refused. Raises OSError or RuntimeError for anything else."""


async def paced(book: Book, wants: list[Want], in_flight: int, deadline: float) -> Outcome:
    """A closed loop of `in_flight`, or a burst if it is 0: then a booking's time counts from the burst's start."""
    outcome, left = Outcome(), iter(wants)
    used, start = time.process_time(), time.perf_counter()
    workers = (loop(book, left, outcome, start, not in_flight) for _ in range(in_flight or len(wants)))
    try:
        await asyncio.wait_for(asyncio.gather(*workers), deadline)
    except TimeoutError:
        outcome.errors["not done in time"] = len(wants) - len(outcome.latencies)
    outcome.seconds, outcome.cpu = time.perf_counter() - start, time.process_time() - used
    return outcome


async def loop(book: Book, left: Iterator[Want], outcome: Outcome, start: float, burst: bool) -> None:
    for want in left:
        began = start if burst else time.perf_counter()
        try:
            booked = await book(want)
        except (OSError, RuntimeError) as error:
            count(outcome.errors, str(error)[:200])
        else:
            note(outcome, booked, began)


def note(outcome: Outcome, booked: Booked, began: float) -> None:
    outcome.latencies.append(time.perf_counter() - began)
    outcome.answered.append(booked.answered - began)
    outcome.sold, outcome.refused = outcome.sold + booked.sold, outcome.refused + (not booked.sold)
    count(outcome.statuses, str(booked.status))


def count(numbers: dict[str, int], name: str) -> None:
    numbers[name] = numbers.get(name, 0) + 1
