"""`python -m ops.sale`: a job comes in as a line of JSON; everybody arrives; upon the event's id they want a ticket.

What is said meanwhile is a line of JSON each: `arrived`, and `ended` with how. The outcome is said when the input ends.
"""

import asyncio
import json
import random
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict
from typing import Any

import aiohttp
import uvloop

from edge.descriptors import raise_bound
from ops.client.door import Refusal
from ops.sale.patience import patiently
from ops.sale.person import Person, session
from ops.sale.plan import ADDRESS, Job, Outcome

AT_ONCE = 24
"""People who sign in at the same time: hashing their passwords is slow on purpose."""
EARLY = 0.8
"""Part of the people who come before the sale starts..."""
LATE_FOR = 15.0
"""...and the seconds after the start within which the others do."""


def say(what: str, **more: Any) -> None:
    print(json.dumps({"what": what, **more}), flush=True)


async def heard() -> str:
    return await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)


@asynccontextmanager
async def crowd(job: Job, outcome: Outcome) -> AsyncIterator[list[Person]]:
    async with AsyncExitStack() as stack:
        doors: dict[int, aiohttp.ClientSession] = {}
        for number in job.people:
            if number // ADDRESS not in doors:
                doors[number // ADDRESS] = await stack.enter_async_context(session(number))
        yield [Person(job, number, doors[number // ADDRESS], outcome) for number in job.people]


async def sale(job: Job) -> Outcome:
    outcome = Outcome()
    async with crowd(job, outcome) as people:
        await arrive(people)
        order = json.loads(await heard())
        tasks = [asyncio.create_task(wants(one, order["event"], order["starts_in"], outcome)) for one in people]
        await heard()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    outcome.ended["waiting"] = len(job.people) - sum(outcome.ended.values())
    return outcome


async def arrive(people: list[Person]) -> None:
    turn = asyncio.Semaphore(AT_ONCE)

    async def one(person: Person) -> None:
        async with turn:
            await patiently(person.arrive)
        say("arrived")

    await asyncio.gather(*map(one, people))
    say("ready")


async def wants(person: Person, event: str, starts_in: float, outcome: Outcome) -> None:
    early = random.random() < EARLY  # noqa: S311
    await asyncio.sleep(random.uniform(0, starts_in - 1) if early else starts_in + random.uniform(0, LATE_FOR))  # noqa: S311
    try:
        ended = await person.buy(event)
    except (Refusal, aiohttp.ClientError, KeyError) as trouble:
        ended = trouble.code if isinstance(trouble, Refusal) else type(trouble).__name__
    outcome.did_end(ended)
    say("ended", how=ended)


def main() -> None:
    raise_bound()
    job = Job(**json.loads(sys.stdin.readline()))
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        say("outcome", **asdict(runner.run(sale(job))))


if __name__ == "__main__":
    main()
