"""What counts as a booking, and from when."""

import asyncio
import time

import pytest

from bench.load.job import Booked, Want
from bench.load.pace import paced

WANTS = [Want({"n": n}) for n in range(6)]


async def test_no_more_are_in_flight_than_was_said() -> None:
    flying: set[int] = set()
    most = 0
    pair = asyncio.Barrier(2)

    async def book(want: Want) -> Booked:
        nonlocal most
        flying.add(want.body["n"])
        most = max(most, len(flying))
        await pair.wait()
        flying.discard(want.body["n"])
        return Booked(True, 201, time.perf_counter())

    outcome = await paced(book, WANTS, in_flight=2, deadline=5)
    assert (most, outcome.sold, outcome.statuses) == (2, 6, {"201": 6})


async def test_a_slow_system_begins_fewer_bookings_and_ends_those() -> None:
    async def book(want: Want) -> Booked:
        until = time.perf_counter() + 0.1
        while time.perf_counter() < until:
            pass
        return Booked(True, 201, until)

    outcome = await paced(book, WANTS, in_flight=2, deadline=5, begins=0.05)
    assert (outcome.begun, outcome.sold, outcome.errors) == (1, 1, {})


async def test_an_error_is_never_a_booking() -> None:
    async def book(want: Want) -> Booked:
        raise RuntimeError("503 busy")

    outcome = await paced(book, WANTS, in_flight=3, deadline=5)
    assert (outcome.sold, outcome.latencies, outcome.errors) == (0, [], {"503 busy": 6})


async def test_in_a_burst_the_last_one_has_waited_since_the_start() -> None:
    all_of_them = asyncio.Barrier(len(WANTS))

    async def book(want: Want) -> Booked:
        await all_of_them.wait()
        return Booked(True, 201, time.perf_counter())

    outcome = await paced(book, WANTS, in_flight=0, deadline=5)
    assert sorted(outcome.latencies) == outcome.latencies
    assert outcome.latencies[-1] == pytest.approx(outcome.seconds, abs=0.05)


async def test_what_is_not_done_in_time_is_told() -> None:
    async def book(want: Want) -> Booked:
        await asyncio.Event().wait()
        raise AssertionError

    outcome = await paced(book, WANTS, in_flight=0, deadline=0.01)
    assert outcome.errors == {"not done in time": 6}
