"""`python -m bench.load`: a job comes in by stdin as a line of JSON, `ready` goes out; upon `go` the outcome does."""

import asyncio
import gc
import json
import os
import sys
from dataclasses import asdict
from typing import Any

import uvloop

from bench.load.job import Job, Outcome, Want
from bench.load.mesh import mesh
from bench.load.pace import paced
from bench.load.peer import peer
from edge.descriptors import raise_bound


async def done(job: Job) -> Outcome:
    async with (mesh if job.kind == "mesh" else peer)(job) as book:
        gc.freeze()
        print("ready", flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
        return await paced(book, job.wants, job.in_flight, job.deadline, job.begins, job.pause)


def parsed(said: dict[str, Any]) -> Job:
    return Job(**{**said, "wants": [Want(**want) for want in said["wants"]]})


def main() -> None:
    raise_bound()
    job = parsed(json.loads(sys.stdin.readline()))
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        outcome = runner.run(done(job))
    os.set_blocking(sys.stdout.fileno(), True)  # a pipe that is full must be waited for
    with open(sys.stdout.fileno(), "w", closefd=False) as whole:  # unbuffered, it forgets what a pipe did not take
        print(json.dumps(asdict(outcome)), file=whole)


if __name__ == "__main__":
    main()
