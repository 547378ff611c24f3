"""`boxoffice up --memory`, a process of its own."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ops.stack.addresses import PORTS
from tests.opened import opened

UP = [sys.executable, "-m", "ops.cli", "up", "--memory"]
ENV = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}


def own_port(step: int) -> int:
    """Of this process of tests alone, for each step another."""
    return PORTS.start + step * os.getpid() % 5000


@contextmanager
def memory_house(here: Path, port: int, *words: str, **env: str) -> Iterator[dict[str, Any]]:
    """What it announces, until the block is left. It is opened in the folder `here`, and must end well."""
    with opened([*UP, "--json", "--port", str(port), *words], 30, cwd=here, env=ENV | env) as found:
        yield found
