"""The stores under test: each runs the same suite."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import asyncpg
import pytest

from choreography.memory.store import MemoryStore
from choreography.ports import Store
from choreography.postgres.provision import provision
from choreography.postgres.store import PostgresStore
from ops.stack import Addresses
from tests.contract.shop import shop

Open = Callable[[], Awaitable[Store]]
TABLES = "lane, inbox, outbox, waiting, effect, shelf, keeper"


@pytest.fixture(scope="session")
def shop_dsn(stack: Addresses) -> str:
    """A database with the shop's schema, for its own role."""
    asyncio.run(provision(stack.postgres, shop, Path(__file__).parent / "sql"))
    return stack.postgres.replace("boxoffice@", "shop@")


@pytest.fixture(params=["memory", pytest.param("postgres", marks=pytest.mark.real)])
def opened(request: pytest.FixtureRequest) -> Open:
    if request.param == "memory":
        return in_memory
    opened: Open = request.getfixturevalue("opened_postgres")
    return opened


@pytest.fixture
def opened_postgres(stack: Addresses, shop_dsn: str) -> Open:
    return lambda: emptied(stack.postgres, shop_dsn)


async def in_memory() -> Store:
    return MemoryStore()


async def emptied(admin: str, dsn: str) -> PostgresStore:
    connection = await asyncpg.connect(admin, server_settings={"search_path": "shop"})
    await connection.execute(f"truncate {TABLES}")
    await connection.close()
    return await PostgresStore.open(dsn, shop)


@pytest.fixture
async def store(opened: Open) -> AsyncIterator[Store]:
    store = await opened()
    yield store
    if isinstance(store, PostgresStore):
        await store.close()
