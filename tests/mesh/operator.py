"""An operator at the command line of a running mesh."""

import asyncio
import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from ops.cli import app


class Operator:
    def __init__(self, ready: Path) -> None:
        self.ready = ready

    async def runs(self, *words: str) -> Result:
        return await asyncio.to_thread(CliRunner().invoke, app, [*words, "--at", str(self.ready)])

    async def json(self, *words: str, code: int | None = 0) -> Any:
        """What is printed as JSON; `code` is how it must end, None if that does not matter."""
        result = await self.runs(*words, "--json")
        assert code in (None, result.exit_code), result.output
        return json.loads(result.stdout)
