"""A box office in a process of its own, for as long as a block lasts."""

import json
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ops.stack.process import child_setup


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
