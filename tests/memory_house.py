"""`boxoffice up --memory`, a process of its own."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.opened import opened, own_port

UP = [sys.executable, "-m", "ops.cli", "up", "--memory"]
ENV = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}


@contextmanager
def memory_house(here: Path, *words: str, **env: str) -> Iterator[dict[str, Any]]:
    """What it announces, until the block is left. It is opened in the folder `here`, and must end well."""
    with opened([*UP, "--json", "--port", str(own_port()), *words], 30, cwd=here, env=ENV | env) as found:
        yield found
