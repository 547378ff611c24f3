"""The gauge of oversold places: in the books, and in tables that lack the guards."""

import asyncpg
import pytest
from pydantic import TypeAdapter

from choreography.testing import Bench
from handlers.inventory.add_ons import AddOnStock
from handlers.inventory.measures import oversold
from handlers.inventory.quotas import QuotaStock
from handlers.inventory.rows import Stock, TicketStock
from ops.stack import Addresses

OVERSOLD = (Stock("e1", 9, "EUR", held=4, sold=6), TicketStock("e1", "standing", 1, 3, sold=5))
WELL = (Stock("e2", 9, "EUR", held=4, sold=5), TicketStock("e2", "standing", 1, 3, held=3))
HIDDEN = Stock("e3", 9, "EUR", held=-4, sold=11)
"""A count below nothing does not make up for what is sold."""
SHARED = Stock("e4", 9, "EUR", quotas={"floor": QuotaStock(size=3, ticket_types=("standing",), held=2, sold=3)})

ALONG = Stock("e5", 9, "EUR", add_ons={"parking": AddOnStock(price=1, capacity=1, held=-2, sold=3)})


async def test_places_beyond_what_there_is_are_counted_and_others_are_not(inventory: Bench) -> None:
    inventory.given(*WELL)
    assert await oversold(inventory.books) == 0
    inventory.given(*OVERSOLD, HIDDEN, SHARED, ALONG)
    assert await oversold(inventory.books) == 1 + 2 + 2 + 2 + 2


COLUMNS = "held bigint, sold bigint, blocked bigint, capacity bigint, quotas jsonb, add_ons jsonb"


@pytest.mark.real
async def test_so_they_are_in_the_tables(stack: Addresses) -> None:
    connection = await asyncpg.connect(stack.postgres)
    for table in ("stock", "ticket_stock"):
        await connection.execute(f"create temp table {table} ({COLUMNS})")
    assert await oversold(connection) == 0
    for row in (*WELL, *OVERSOLD, HIDDEN, SHARED, ALONG):
        quotas, add_ons = (row.quotas, row.add_ons) if isinstance(row, Stock) else ({}, {})
        shared = TypeAdapter(dict[str, QuotaStock]).dump_json(quotas).decode()
        along = TypeAdapter(dict[str, AddOnStock]).dump_json(add_ons).decode()
        counted = (row.held, row.sold, 0, row.capacity, shared, along)
        await connection.copy_records_to_table(row.TABLE, records=[counted])
    assert await oversold(connection) == 1 + 2 + 2 + 2 + 2
    await connection.close()
