"""`boxoffice up --memory`, a process of its own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ops.stack.addresses import PORTS
from ops.stack.process import child_setup

UP = [sys.executable, "-m", "ops.cli", "up", "--memory"]
ENV = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}


def own_port(step: int) -> int:
    """Of this process of tests alone, for each step another."""
    return PORTS.start + step * os.getpid() % 5000


@contextmanager
def memory_house(here: Path, port: int, *words: str, **env: str) -> Iterator[dict[str, Any]]:
    """What it announces, until the block is left. It is opened in the folder `here`, and must end well."""
    command, dies_with_us = [*UP, "--json", "--port", str(port), *words], child_setup(None, signal.SIGTERM)
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=here, env=ENV | env, preexec_fn=dies_with_us) as running:  # noqa: PLW1509
        try:
            assert running.stdout
            announced = running.stdout.readline()
            assert announced, "it did not open: see above"
            yield json.loads(announced)
        finally:
            running.terminate()
            assert running.wait(30) == 0
