"""The tables of the views, and the command that builds them anew, in a process of its own."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg

from choreography.kafka.lag import lags
from handlers.views import views
from ops.stack import Addresses
from tests.eventually import eventually
from tests.mesh.processes import environment

Rows = dict[str, list[str]]
SCHEMAS = "select nspname from pg_namespace where nspname like 'views%' order by 1"
BEGUN = "select exists (select from views_new.inbox offset 20)"


@dataclass
class Tables:
    addresses: Addresses
    admin: "asyncpg.Connection[asyncpg.Record]"

    async def rows(self) -> Rows:
        """By table, as JSON; how often a row was written is not what it says."""
        read = "select (to_jsonb(t) - 'version')::text as row from views.\"{}\" t order by 1"
        tables = [row.TABLE for row in views.rows]
        return {table: [r["row"] for r in await self.admin.fetch(read.format(table))] for table in tables}

    async def schemas(self) -> list[str]:
        return [row["nspname"] for row in await self.admin.fetch(SCHEMAS)]

    async def quiet(self) -> bool:
        """Has the running worker handled all that was said?"""
        return not any(lag.messages for lag in await lags(self.addresses.kafka, "views", views.topics))

    async def settled(self) -> Rows:
        """The rows, once there is nothing more to come."""
        seen: list[Rows] = []

        async def same() -> bool:
            seen.append(await self.rows())
            return len(seen) > 1 and seen[-1] == seen[-2] and await self.quiet()

        await eventually(same, within=60, every=1.5)
        return seen[-1]

    async def begins(self, **env: str) -> asyncio.subprocess.Process:
        command = ["-m", "ops.cli", "views", "rebuild", "--json", "--at", self.addresses.postgres]
        env = {**os.environ, **environment(self.addresses), **env}
        return await asyncio.create_subprocess_exec(
            sys.executable, *command, env=env, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )

    async def rebuilt(self, **env: str) -> dict[str, Any]:
        """What the command says when the new tables serve."""
        running = await self.begins(**env)
        said, wrong = await running.communicate()
        assert running.returncode == 0, wrong.decode()
        found: dict[str, Any] = json.loads(said)
        return found

    async def broken_off(self, by: signal.Signals) -> int | None:
        """In the middle, so slow that it is there; how it ended."""
        running = await self.begins(BOXOFFICE_KAFKA_BATCH="1")
        await eventually(lambda: self.admin.fetchval(BEGUN), within=60)
        running.send_signal(by)
        await running.communicate()
        return running.returncode


@asynccontextmanager
async def tables_of(addresses: Addresses) -> AsyncIterator[Tables]:
    admin = await asyncpg.connect(addresses.postgres)
    try:
        yield Tables(addresses, admin)
    finally:
        await admin.close()
