"""A whole box office in this process, from its mesh to its front door. What it sold is gone when it ends."""

import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from edge.without import without
from ops.stack.process import StartFailed
from ops.up.plan import Form
from ops.up.secrets import kept_secrets

UNUSED = ("httpx", "requests", "rich")
"""Clients that Stripe's library would load beside the one that is used, and what only makes tracebacks colourful."""


@asynccontextmanager
async def memory_house(form: Form) -> AsyncIterator[dict[str, Any]]:
    """The addresses of all that serves, until the block is left. Raises StartFailed.

    Settings come from the environment, as in the real house: it is set for this process before anybody reads it.
    """
    with tempfile.TemporaryDirectory(prefix="boxoffice-") as folder:
        data = Path(folder)
        os.environ.update(form.environment() | kept_secrets(data))
        os.environ.setdefault("BOXOFFICE_HEALTH_PORT", str(form.health_port))
        os.environ.setdefault("BOXOFFICE_LOG_LEVEL", "WARNING")
        with without(*UNUSED):
            from ops.memory.opened import opened  # noqa: PLC0415 some settings are read at the import

        try:
            async with opened(form, data) as found:
                yield found
        except OSError as error:
            raise StartFailed(f"not opened: {error}") from error
