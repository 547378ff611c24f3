"""A house to be checked: in the books of a mesh in memory, and in tables."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from ops import registry
from ops.check.breaches import BREACHES
from ops.check.invariant import Invariant
from tests.contract.planting import memory_stores, postgres_stores, provided
from tests.memory_or import memory_or
from tests.ops.check.checked import Checked


@pytest.fixture(scope="session")
def check_dsn(request: pytest.FixtureRequest) -> str:
    return provided(request.getfixturevalue("stack").postgres, "checked", registry.NAMES)


dsn = memory_or("check_dsn")


@pytest.fixture
async def checked(dsn: str) -> AsyncIterator[Checked]:
    if not dsn:
        stores = memory_stores(registry.NAMES)
        books = {name: store.books for name, store in stores.items()}

        async def look(invariant: Invariant) -> int:
            return len(list(BREACHES[invariant.name](books)))

        yield Checked({**stores}, look)
        return
    async with postgres_stores(dsn, registry.NAMES) as real:
        admin = await asyncpg.connect(dsn)

        async def ask(invariant: Invariant) -> int:
            return len(await admin.fetch(invariant.breaches))

        yield Checked({**real}, ask)
        await admin.close()
