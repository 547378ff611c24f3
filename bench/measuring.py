"""One load on one system, measured."""

import time
from dataclasses import dataclass, replace

import asyncpg

from bench import machine
from bench.generator import generator
from bench.load.job import Job, Outcome
from bench.measure import Measure
from bench.plan import Load
from bench.systems.sql import progress
from bench.systems.system import System
from bench.systems.workers import Work


@dataclass
class Reading:
    """Where all counters stood."""

    cpu: dict[str, float]
    busy: float
    steal: float
    writes: int
    wal: int
    work: dict[str, Work]


async def measured(system: System, load: Load, pair: int, admin: str, warmup: int) -> Measure:
    """Warm first, with bookings of its own."""
    if warmup:
        await outcome_of(await system.prepared(replace(load, bookings={system.name: min(warmup, most(system, load))})))
    job, calm = await system.prepared(load), machine.calibrated()
    async with generator(job) as go:
        before = await reading(system, admin)
        outcome = await go()
        after = await reading(system, admin)
    ended = time.monotonic()
    await system.settled()
    tail, settled = time.monotonic() - ended, await reading(system, admin)
    found = summary(system.name, load, pair, outcome, before, after, settled)
    found.tail, found.calibration = round(tail, 2), (calm, machine.calibrated())
    found.wrong = [*(await system.wrong(load, outcome)), *troubles(outcome)]
    return found


def most(system: System, load: Load) -> int:
    return load.bookings[system.name]


async def outcome_of(job: Job) -> Outcome:
    async with generator(job) as go:
        return await go()


async def reading(system: System, admin: str) -> Reading:
    connection = await asyncpg.connect(admin)
    try:
        writes, wal = await progress(connection)
    finally:
        await connection.close()
    return Reading(machine.cpu(system.roots()), *machine.busy(), writes, wal, system.work())


def troubles(outcome: Outcome) -> list[str]:
    found = [f"{count} x {error}" for error, count in outcome.errors.items()]
    missing = outcome.begun - outcome.sold
    return [*found, f"{missing} of {outcome.begun} bookings sold nothing"] if missing else found


def summary(
    system: str, load: Load, pair: int, outcome: Outcome, before: Reading, after: Reading, settled: Reading
) -> Measure:
    n, times = max(1, outcome.sold), sorted(outcome.latencies)
    cpu = {group: round(1000 * (settled.cpu[group] - before.cpu[group]) / n, 3) for group in settled.cpu}
    return Measure(
        system, load.name, pair, outcome.sold,
        per_s=round(outcome.sold / outcome.seconds, 1),
        p50=quantile(times, 0.5), p99=quantile(times, 0.99), most=quantile(times, 1.0),
        answered=quantile(sorted(outcome.answered), 0.5),
        cpu=cpu | {"load": round(1000 * outcome.cpu / n, 3)},
        cores=round((after.busy - before.busy) / outcome.seconds, 2),
        writes=round((settled.writes - before.writes) / n, 3),
        wal=round((settled.wal - before.wal) / n / 1024, 2),
        tail=0.0, calibration=(0.0, 0.0), steal=round(settled.steal - before.steal, 2),
        statuses=outcome.statuses, services=shares(before.work, settled.work, n),
    )  # fmt: skip


def shares(before: dict[str, Work], after: dict[str, Work], n: int) -> dict[str, Work]:
    """Of one booking; a service that did nothing is left out."""
    done = {name: work.since(before.get(name, Work())) for name, work in after.items()}
    return {name: each(work, n) for name, work in done.items() if work.batches}


def each(work: Work, n: int) -> Work:
    milliseconds = [1000 * seconds / n for seconds in (work.load, work.fold, work.save)]
    return Work(work.batches / n, work.messages / n, *milliseconds)


def quantile(times: list[float], share: float) -> float:
    """Of sorted seconds, in milliseconds; of none, 0."""
    if not times:
        return 0.0
    return round(1000 * times[min(len(times) - 1, int(share * len(times)))], 2)
