"""A whole benchmark: everything started, the pairs interleaved, everything ended."""

import os
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.growth import MOST_SLICES, slices
from bench.hops import Hop, hops
from bench.measure import Measure
from bench.measuring import measured, outcome_of
from bench.peers import venv
from bench.plan import Load, Plan
from bench.systems.child import child, free_port, serves
from bench.systems.mesh import Mesh, mesh
from bench.systems.peers import Peer, peer
from bench.systems.system import System

Tell = Callable[[str], None]
SINGLE = "single"
SLICE = 2_000
"""Bookings of the past that are sold with the same tokens."""


@dataclass
class Results:
    measures: list[Measure] = field(default_factory=list)
    growth: list[Measure] = field(default_factory=list)
    hops: list[Hop] = field(default_factory=list)


async def run(plan: Plan, tell: Tell, results: Results, late: Callable[[], bool] = lambda: False) -> None:
    """Fills the `results` as it goes; begins nothing more of which all systems have a share once it is `late`."""
    async with systems(plan, tell) as (ours, peers):
        await growing(plan, ours, peers, tell, results, late)
        if plan.loads:
            await aged(ours, plan, sum(one.bookings for one in results.growth if one.system == ours.name), tell)
            await paired(plan, ours, peers, tell, results, late)


async def paired(
    plan: Plan, ours: Mesh, peers: list[Peer], tell: Tell, results: Results, late: Callable[[], bool]
) -> None:
    admin = ours.found["postgres"]
    for pair, load in turns(plan, late):
        for system in turned([ours, *peers], pair):
            results.measures.append(said(await measured(system, load, pair, admin, plan.warmup), tell))
            if system is ours and load.name == SINGLE and not results.hops:
                results.hops = await hops(admin, ours.events, load.bookings[ours.name])


async def growing(
    plan: Plan, ours: Mesh, peers: list[Peer], tell: Tell, results: Results, late: Callable[[], bool]
) -> None:
    """From empty tables on: before all else, and what it sells is a past for the loads."""
    for number in range(MOST_SLICES):
        for system, part in grown(plan, [ours, *peers], number) if not late() else ():
            results.growth.append(said(await measured(system, part, 1, ours.found["postgres"], warmup=0), tell))


def turns(plan: Plan, late: Callable[[], bool]) -> Iterator[tuple[int, Load]]:
    """Pair after pair, load after load, until it is late."""
    for pair in range(1, plan.pairs + 1):
        for load in plan.loads:
            if late():
                return
            yield pair, load


def grown(plan: Plan, every: list[System], number: int) -> Iterator[tuple[System, Load]]:
    """The slice of this number, of each system that grows so far."""
    for system in every:
        parts = slices(plan.growth, system.name) if plan.growth else []
        if number < len(parts):
            yield system, parts[number]


@asynccontextmanager
async def systems(plan: Plan, tell: Tell) -> AsyncIterator[tuple[Mesh, list[Peer]]]:
    """All are up throughout; whoever is not measured is idle. Data and logs go with the block."""
    tell("the peers' packages")
    venv.ready()
    async with AsyncExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="boxoffice-bench-")))
        tell("the mesh, and its people")
        ours = await stack.enter_async_context(mesh(data / "mesh", data, plan.buyers))
        tell("the peers")
        log, port = data / "stripe.log", free_port()
        command = [sys.executable, "-m", "ops.stripe_fake", "--port", str(port)]
        fake = await stack.enter_async_context(child(command, os.environ, log))
        await serves(fake, port, log)
        postgres, base = ours.roots()["postgres"][0], f"http://127.0.0.1:{port}"
        peers = [
            await stack.enter_async_context(peer(name, ours.found["postgres"], postgres, base, fake.pid, data))
            for name in ("dbos", "monolith")
        ]
        yield ours, peers


async def aged(ours: Mesh, plan: Plan, known: int, tell: Tell) -> None:
    """A past, sold as everything else is: full tables, a warm JVM. So many are `known` from before."""
    tell(f"a past of {max(known, plan.past):,} bookings")
    for start in range(known, plan.past, SLICE):
        count = min(SLICE, plan.past - start)
        outcome = await outcome_of(await ours.prepared(Load("past", 200, {ours.name: count}, seconds=240)))
        if outcome.sold != count:
            raise RuntimeError(f"the past lacks {count - outcome.sold} bookings: {outcome.errors}")


def turned(every: list[System], pair: int) -> list[System]:
    """Another one begins in each pair."""
    first = (pair - 1) % len(every)
    return [*every[first:], *every[:first]]


def said(found: Measure, tell: Tell) -> Measure:
    wrong = f"  WRONG: {'; '.join(found.wrong)}" if found.wrong else ""
    tell(f"{found.pair} {found.load:16} {found.system:9} {found.per_s:8,.1f}/s  p50 {found.p50:9,.1f} ms{wrong}")
    return found
