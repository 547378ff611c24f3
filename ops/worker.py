"""A worker process: `python -m ops.worker bookings inventory`, or all services if none is named."""

import asyncio
import faulthandler
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

STOPS_WITHIN = 45.0
"""Seconds after which a worker that was asked to stop is gone, though servers that it says goodbye to are not there."""


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
        worker = build(names, ready)
        worker.on_shutdown(ends_soon)
        runner.run(worker.run())


def ends_soon() -> None:
    """Else it says where it hangs and ends with 1. What it had not finished, its successor finds in the books."""
    faulthandler.dump_traceback_later(STOPS_WITHIN, exit=True)


if __name__ == "__main__":
    main(sys.argv[1:], lambda said: print(json.dumps(said), flush=True))
