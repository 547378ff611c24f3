"""A worker process: `python -m ops.worker bookings inventory`, or all services if none is named."""

import asyncio
import json
import logging
import sys

import uvloop
from faststream import FastStream

from choreography.worker import app
from ops import registry


def build(names: list[str]) -> FastStream:
    """Raises KeyError for a name that no service has."""
    found = [registry.service(name) for name in names or registry.NAMES]
    worker = app(*found)

    @worker.after_startup
    async def ready() -> None:
        print(json.dumps({"ready": [service.name for service in found]}), flush=True)

    return worker


def main(names: list[str]) -> None:
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(build(names).run())


if __name__ == "__main__":
    main(sys.argv[1:])
