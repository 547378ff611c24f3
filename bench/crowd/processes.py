"""Further doors of a running box office, and the processes of those who watch at them."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.generator import LINE_AT_MOST, line
from bench.systems.child import child, free_port, serves
from ops.stack import Addresses
from ops.up.house import environment
from ops.up.partitions import NAME
from ops.up.plan import Form
from ops.up.secrets import kept_secrets


@asynccontextmanager
async def doors(found: dict[str, Any], count: int, logs: Path) -> AsyncIterator[dict[int, int]]:
    """By port, the process of each."""
    stack = Addresses(**{field.name: found[field.name] for field in fields(Addresses)})
    form = Form(urlsplit(found["edge"]).port or 80)
    servers = {NAME: str(found["partitions"]), **environment(stack), **form.environment()}
    env = {**os.environ, **servers, **kept_secrets(Path(found["data"]))}
    async with AsyncExitStack() as open_:
        opened = dict[int, int]()
        for _ in range(count):
            port, log = free_port(), logs / f"door-{len(opened)}.log"
            command = [sys.executable, "-m", "edge", "--port", str(port)]
            process = await open_.enter_async_context(child(command, env, log))
            await serves(process, port, log)
            opened[port] = process.pid
        yield opened


@asynccontextmanager
async def watchers(ports: list[int], count: int, channel: str) -> AsyncIterator[list[asyncio.subprocess.Process]]:
    """All of them watch, shared out over the doors; they leave with the block."""
    share, rest = divmod(count, len(ports))
    crowds = [
        await crowd(port, share + (nth < rest), channel, nth * share + min(nth, rest)) for nth, port in enumerate(ports)
    ]
    try:
        await asyncio.gather(*map(said, crowds))
        yield crowds
    finally:
        for one in crowds:
            if one.returncode is None:
                one.terminate()
        await asyncio.gather(*(one.wait() for one in crowds))


async def crowd(port: int, count: int, channel: str, start: int) -> asyncio.subprocess.Process:
    command = ["-m", "bench.crowd.watch", str(port), str(count), channel, str(start)]
    return await asyncio.create_subprocess_exec(
        sys.executable, *command, limit=LINE_AT_MOST, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )


async def said(crowd: asyncio.subprocess.Process) -> bytes:
    assert crowd.stdout
    return await line(crowd.stdout)


async def ended(crowd: asyncio.subprocess.Process) -> dict[str, Any]:
    assert crowd.stdin
    crowd.stdin.write(b"\n")
    found: dict[str, Any] = json.loads(await said(crowd))
    return found
