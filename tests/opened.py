"""A box office in a process of its own, for as long as a block lasts."""

import json
import random
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ops.stack.addresses import PORTS
from ops.stack.process import child_setup
from ops.up.plan import Form
from ops.up.ports import taken

BELOW = range(10_000, PORTS.start - 200)
"""No server of ours is ever put there, nor does the kernel lend these ports to outgoing connections."""


def own_port() -> int:
    """For a front door; all that a box office puts beside it is free too."""
    return next(port for port in random.sample(BELOW, len(BELOW)) if not taken(Form(port, split=True, doors=8).ports()))


@contextmanager
def opened(command: list[str], ends_within: float, **popen: Any) -> Iterator[dict[str, Any]]:
    """What it announces as its first line, JSON. It must end well within so many seconds, and dies with us."""
    dies_with_us = child_setup(None, signal.SIGTERM)
    with subprocess.Popen(command, stdout=subprocess.PIPE, preexec_fn=dies_with_us, **popen) as running:  # noqa: PLW1509
        try:
            assert running.stdout
            announced = running.stdout.readline()
            assert announced, "it did not open: see above"
            yield json.loads(announced)
        finally:
            running.terminate()
            assert running.wait(ends_within) == 0
