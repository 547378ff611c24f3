"""A process hurries until it serves, and gives way from then on."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

pytestmark = pytest.mark.real
RUNS = """
import os, signal
from ops.nursery import Nursery

def priority():
    return os.getpriority(os.PRIO_PROCESS, 0)

def run(args, ready):
    before = priority()
    ready({"before": before})
    ready({"since": priority()})
    signal.pause()

Nursery({"run": run}).live()
"""


def told(nice: int) -> dict[str, Any]:
    """What a process of this niceness says of itself."""
    order = {"do": "start", "name": "one", "run": "run", "args": [], "env": {}, "nice": nice, "log": ""}
    with subprocess.Popen([sys.executable, "-c", RUNS], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as nursery:
        assert nursery.stdin and nursery.stdout
        nursery.stdin.write(json.dumps(order).encode() + b"\n")
        nursery.stdin.flush()
        lines = [json.loads(nursery.stdout.readline()) for _ in range(3)]
        nursery.stdin.close()
    return {name: value for line in lines if line["event"] == "ready" for name, value in line.items()}


def test_who_gives_way_to_others_does_so_once_it_is_ready() -> None:
    here = os.getpriority(os.PRIO_PROCESS, 0)
    said = told(nice=7)
    assert (said["before"], said["since"]) == (here, min(here + 7, 19))


def test_who_gives_way_to_nobody_stays_as_it_is() -> None:
    said = told(nice=0)
    assert said["before"] == said["since"]
