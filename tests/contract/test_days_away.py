"""A worker comes back after more days than its inbox was made for."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from choreography.changes import Heard
from choreography.jobs import repeat
from choreography.ports import Unreachable
from choreography.postgres.provision import provision
from choreography.postgres.store import PostgresStore
from choreography.tasks import background
from choreography.worker import ROTATION
from ops.stack import Addresses
from tests.contract.batch import save
from tests.contract.shop import shop
from tests.contract.test_provision import SQL
from tests.database import own_database
from tests.eventually import eventually

pytestmark = pytest.mark.real
DAYS = "select relid::regclass::text from pg_partition_tree('shop.inbox') where isleaf"


async def nowhere(subject: str, body: bytes) -> None: ...


@pytest.fixture
async def store(stack: Addresses) -> AsyncIterator[PostgresStore]:
    """Nobody made a day for the inbox since all that were made are over."""
    dsn = await own_database(stack.postgres, "days_away")
    await provision(dsn, shop, SQL)
    admin = await asyncpg.connect(dsn)
    for (day,) in await admin.fetch(DAYS):
        await admin.execute(f"drop table {day}")
    await admin.close()
    store = await PostgresStore.open(dsn.replace("boxoffice@", "shop@"), shop)
    yield store
    await store.close()


async def saved(store: PostgresStore) -> bool:
    await save(store, heard=[Heard("a", "Asked", "s1")])
    return True


async def test_a_worker_that_starts_after_days_away_saves_at_once(store: PostgresStore) -> None:
    with pytest.raises(Unreachable, match="no partition"):
        await saved(store)
    async with background(repeat(ROTATION, store, nowhere)):
        assert await eventually(lambda: saved(store))
