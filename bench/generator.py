"""The load process, from here: told what to do, let go when it is ready, heard when it is done."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict

from bench.load.job import Job, Outcome

LINE_AT_MOST = 64 * 1024 * 1024
Go = Callable[[], Awaitable[Outcome]]


class GeneratorFailed(Exception):
    """The load process ended without an outcome; its own words stand on stderr."""


@asynccontextmanager
async def generator(job: Job) -> AsyncIterator[Go]:
    """All connections are open when the block begins: what is measured is the load alone."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.load",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=LINE_AT_MOST,
    )  # fmt: skip
    assert process.stdin and process.stdout
    process.stdin.write(json.dumps(asdict(job)).encode() + b"\n")
    await line(process.stdout)

    async def go() -> Outcome:
        assert process.stdin and process.stdout
        process.stdin.write(b"go\n")
        return Outcome(**json.loads(await line(process.stdout)))

    try:
        yield go
    finally:
        process.stdin.close()
        await process.wait()


async def line(stream: asyncio.StreamReader) -> bytes:
    """Raises GeneratorFailed."""
    if not (said := await stream.readline()):
        raise GeneratorFailed
    return said
