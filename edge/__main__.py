"""`python -m edge --port 3000`: one process for HTTP and sockets. One JSON line on stdout says that it is ready."""

import argparse
import asyncio
import json
import sys
from collections.abc import Callable
from typing import Any

import uvloop

from choreography.litter import collected_seldom
from choreography.sight.logs import configure, lines_to
from choreography.sight.settings import SightSettings
from edge import real as _real  # noqa: F401 imported before a fork, not after it
from edge.app import create_app
from edge.serving import Server, listening


def main(args: list[str], ready: Callable[[dict[str, Any]], None]) -> None:
    arguments = argparse.ArgumentParser(prog="edge", description="The public door.")
    arguments.add_argument("--host", default="127.0.0.1")
    arguments.add_argument("--port", type=int, default=3000, help="Other doors may listen on it too.")
    arguments.add_argument("--own-port", type=int, help="Another one, of this door alone.")
    said = arguments.parse_args(args)
    sight = SightSettings()
    configure(sight.log_level, "edge", stream=lines_to(sight, "edge"))
    collected_seldom()
    ports = [said.port, *([said.own_port] if said.own_port else [])]
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(Server(create_app(), ready).serve([listening(said.host, port) for port in ports]))


if __name__ == "__main__":
    main(sys.argv[1:], lambda said: print(json.dumps({"ready": "edge", **said}), flush=True))
