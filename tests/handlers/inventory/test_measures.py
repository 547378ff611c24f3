"""The gauge of oversold places: in the books, and in tables that lack the guards."""

import asyncpg
import pytest
from pydantic import TypeAdapter

from choreography.testing import Bench
from handlers.inventory.measures import oversold
from handlers.inventory.quotas import QuotaStock
from handlers.inventory.rows import Stock, TicketStock
from ops.stack import Addresses

OVERSOLD = (Stock("e1", 9, "EUR", held=4, sold=6), TicketStock("e1", "standing", 1, 3, sold=5))
WELL = (Stock("e2", 9, "EUR", held=4, sold=5), TicketStock("e2", "standing", 1, 3, held=3))
HIDDEN = Stock("e3", 9, "EUR", held=-4, sold=11)
"""A count below nothing does not make up for what is sold."""
SHARED = Stock("e4", 9, "EUR", quotas={"floor": QuotaStock(size=3, ticket_types=("standing",), held=2, sold=3)})


async def test_places_beyond_what_there_is_are_counted_and_others_are_not(inventory: Bench) -> None:
    inventory.given(*WELL)
    assert await oversold(inventory.books) == 0
    inventory.given(*OVERSOLD, HIDDEN, SHARED)
    assert await oversold(inventory.books) == 1 + 2 + 2 + 2


COLUMNS = "held bigint, sold bigint, blocked bigint, capacity bigint, quotas jsonb"


@pytest.mark.real
async def test_so_they_are_in_the_tables(stack: Addresses) -> None:
    connection = await asyncpg.connect(stack.postgres)
    for table in ("stock", "ticket_stock"):
        await connection.execute(f"create temp table {table} ({COLUMNS})")
    assert await oversold(connection) == 0
    for row in (*WELL, *OVERSOLD, HIDDEN, SHARED):
        quotas = row.quotas if isinstance(row, Stock) else {}
        shared = TypeAdapter(dict[str, QuotaStock]).dump_json(quotas).decode()
        await connection.copy_records_to_table(row.TABLE, records=[(row.held, row.sold, 0, row.capacity, shared)])
    assert await oversold(connection) == 1 + 2 + 2 + 2
    await connection.close()
