"""A worker process: `python -m ops.worker bookings inventory`, or all services if none is named."""

import asyncio
import json
import sys
from collections.abc import Callable
from typing import Any

import uvloop
from faststream import FastStream

from choreography.litter import collected_seldom
from choreography.secrets import refuse_weak_secrets
from choreography.worker import app, writes_lines
from ops import registry


def build(names: list[str], ready: Callable[[dict[str, Any]], None]) -> FastStream:
    """`ready` is told once the worker has joined its groups. Raises KeyError for a name that no service has."""
    found = [registry.service(name) for name in names or registry.NAMES]
    refuse_weak_secrets()
    worker = app(*found)

    @worker.after_startup
    async def joined() -> None:
        ready({"services": [service.name for service in found]})

    return worker


def main(names: list[str], ready: Callable[[dict[str, Any]], None]) -> None:
    writes_lines(",".join(names) or "all")
    collected_seldom()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(build(names, ready).run())


if __name__ == "__main__":
    main(sys.argv[1:], lambda said: print(json.dumps(said), flush=True))
