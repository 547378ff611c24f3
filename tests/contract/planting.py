"""Rows as if they had been written: on a store in memory, and in a database of one's own."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import asyncpg

from choreography.changes import Changes
from choreography.memory.store import MemoryStore
from choreography.ports import Store
from choreography.postgres.provision import provision
from choreography.postgres.provision_keyring import provision_keyring
from choreography.postgres.store import PostgresStore
from choreography.row import Row
from edge.provision import provision_edge
from ops import registry
from tests.database import own_database

ENGINE = ("lane", "inbox", "outbox", "waiting", "effect")
Stores = dict[str, Store]
"""By service."""


async def plant(store: Store, *rows: Row) -> None:
    """A row with a version takes the place of that one."""
    changes = Changes(lanes=await store.take([0]))
    for row in rows:
        changes.rows.setdefault(type(row), {})[row.key] = row.raised()
        changes.old.setdefault(type(row), {})[row.key] = row.version
    await store.save(changes)


def memory_stores(names: Iterable[str]) -> dict[str, MemoryStore]:
    return {name: MemoryStore() for name in names}


def provided(postgres: str, database: str, names: Iterable[str]) -> str:
    """A new database with the schemas of these services (users among them) and what the edge may read of them."""

    async def provide() -> str:
        dsn = await own_database(postgres, database)
        for name in names:
            await provision(dsn, registry.service(name), registry.migrations(name))
        await provision_edge(dsn)
        await provision_keyring(dsn, sealers=["edge"], openers=["edge"], erasers=["users"])
        return dsn

    return asyncio.run(provide())


@asynccontextmanager
async def postgres_stores(dsn: str, names: Iterable[str]) -> AsyncIterator[dict[str, PostgresStore]]:
    """Their rows are those that the test plants."""
    stores: dict[str, PostgresStore] = {}
    admin = await asyncpg.connect(dsn)
    for name in names:
        service = registry.service(name)
        tables = [*(row.TABLE for row in service.rows), *ENGINE]
        await admin.execute("truncate " + ", ".join(f"{name}.{table}" for table in tables))
        stores[name] = await PostgresStore.open(dsn.replace("boxoffice@", f"{name}@"), service, size=1)
    await admin.close()
    yield stores
    for store in stores.values():
        await store.close()
