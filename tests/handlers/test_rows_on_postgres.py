"""The services' rows in their real tables: what a batch wrote comes back as it was."""

from importlib.resources import files

import pytest

from choreography.changes import Loaded
from choreography.fold import fold
from choreography.intake import wanted
from choreography.postgres.provision import provision
from choreography.postgres.store import PostgresStore
from choreography.row import Key, Row
from choreography.testing import START
from ops.stack import Addresses
from tests.database import own_database
from tests.handlers.views.mesh import Recorded, shown
from tests.handlers.views.stories import bought, fought_over, told

SOLD = told(fought_over)
BENCHES = (*SOLD.benches, shown(told(bought).facts), shown(SOLD.facts))


@pytest.fixture
async def fresh(stack: Addresses) -> str:
    return await own_database(stack.postgres, "rows")


@pytest.mark.real
@pytest.mark.parametrize("bench", BENCHES, ids=["catalog", "bookings", "inventory", "views", "views of a fight"])
async def test_the_rows_of_a_batch_come_back_as_they_were(fresh: str, bench: Recorded) -> None:
    service, there = bench.service, bench.books.rows
    await provision(fresh, service, files(f"handlers.{service.name}") / "sql")
    store = await PostgresStore.open(fresh.replace("boxoffice@", f"{service.name}@"), service)
    await store.take([0])
    want = wanted(service, bench.items, [0])
    loaded = await store.load(want)
    loaded.now = START
    await store.save(fold(service, bench.items, loaded).changes)
    again = await store.load(want)
    assert all_of(again) == there
    await store.close()


def all_of(loaded: Loaded) -> dict[type[Row], dict[Key, Row]]:
    """By kind and key, also what was read by page alone."""
    found = {kind: dict(rows) for kind, rows in loaded.rows.items() if rows}
    for ask, page in loaded.pages.items():
        if page:
            found.setdefault(ask.row, {}).update({row.key: row for row in page})
    return found
