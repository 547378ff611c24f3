"""The nursery, as its fleet sees it: a process that is given orders, and says what becomes of them."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, TypeAlias

from ops.stack.process import StartFailed, child_setup

Nursery: TypeAlias = asyncio.subprocess.Process
LOG = "nursery.log"
SHOWN = 1500
"""Characters of a log's end."""


async def opened(env: dict[str, str], logs: Path) -> Nursery:
    """Returns when it has imported everything. Raises StartFailed."""
    with (logs / LOG).open("ab") as log:
        nursery = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "ops.nursery", stdin=PIPE, stdout=PIPE, stderr=log,
            env={**os.environ, **env}, start_new_session=True, preexec_fn=child_setup(None, signal.SIGTERM),
        )  # fmt: skip
    assert nursery.stdout
    if not await nursery.stdout.readline():
        raise StartFailed(f"no nursery; {end_of_log(logs / LOG)}")
    return nursery


def order(nursery: Nursery, what: dict[str, Any]) -> None:
    assert nursery.stdin
    nursery.stdin.write(json.dumps(what).encode() + b"\n")


async def lines(nursery: Nursery) -> AsyncIterator[dict[str, Any]]:
    """What it and its children say, until all of them are gone."""
    assert nursery.stdout
    while line := await nursery.stdout.readline():
        yield json.loads(line)


async def ended(nursery: Nursery, patience: float) -> None:
    """Asked to end, and made to after so many seconds."""
    assert nursery.stdin
    nursery.stdin.close()
    try:
        async with asyncio.timeout(patience):
            await nursery.wait()
    except TimeoutError:
        nursery.kill()


def end_of_log(file: Path) -> str:
    return f"the end of {file}:\n{file.read_text(errors='replace')[-SHOWN:]}" if file.exists() else ""
